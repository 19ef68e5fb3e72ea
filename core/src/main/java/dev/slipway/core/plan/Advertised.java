package dev.slipway.core.plan;

import java.util.Optional;

/**
 * The address under which one listener of one broker is made known to clients. Every variant
 * answers all that is asked of an address, so nobody has to look which one it is.
 */
public sealed interface Advertised {
  /** Where the host comes from. */
  AddressSource source();

  /** The address, if it is known by now. */
  Optional<Endpoint> whenKnown();

  /** The host, if it is known by now. */
  Optional<String> hostWhenKnown();

  /** The Service that has still to tell a part of the address. */
  Optional<String> awaitedService();

  /**
   * Known before any broker starts.
   *
   * @param endpoint the address
   * @param source where it comes from
   */
  record Known(Endpoint endpoint, AddressSource source) implements Advertised {
    @Override
    public Optional<Endpoint> whenKnown() {
      return Optional.of(endpoint);
    }

    @Override
    public Optional<String> hostWhenKnown() {
      return Optional.of(endpoint.host());
    }

    @Override
    public Optional<String> awaitedService() {
      return Optional.empty();
    }

    @Override
    public String toString() {
      return endpoint.toString();
    }
  }

  /**
   * The port is assigned to a Service when it is created, which is before any broker starts; the
   * plan made with that fact has it as {@link Known}.
   *
   * @param host the host
   * @param service the Service that is assigned the port
   * @param source where the host comes from
   */
  record PortOfService(String host, String service, AddressSource source) implements Advertised {
    @Override
    public Optional<Endpoint> whenKnown() {
      return Optional.empty();
    }

    @Override
    public Optional<String> hostWhenKnown() {
      return Optional.of(host);
    }

    @Override
    public Optional<String> awaitedService() {
      return Optional.of(service);
    }

    @Override
    public String toString() {
      return Endpoint.bracketed(host) + ":<port of Service " + service + ">";
    }
  }
}
