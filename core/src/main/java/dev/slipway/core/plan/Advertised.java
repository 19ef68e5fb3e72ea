package dev.slipway.core.plan;

/** The address under which one listener of one broker is made known to clients. */
public sealed interface Advertised {
  /** Where the host comes from. */
  AddressSource source();

  /**
   * Known before any broker starts.
   *
   * @param endpoint the address
   * @param source where it comes from
   */
  record Known(Endpoint endpoint, AddressSource source) implements Advertised {
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
    public String toString() {
      return Endpoint.bracketed(host) + ":<port of Service " + service + ">";
    }
  }
}
