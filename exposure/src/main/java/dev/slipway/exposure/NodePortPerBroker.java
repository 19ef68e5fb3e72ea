package dev.slipway.exposure;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.model.ExposureNeeds;
import dev.slipway.core.model.ExposureSpec;
import dev.slipway.core.model.HostSource;
import dev.slipway.core.model.NodeAddressType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;

/**
 * A NodePort of its own for each broker: clients dial a node of the Kubernetes cluster, and the
 * port tells the brokers apart.
 *
 * <p>Reachable from wherever the nodes' addresses are, and through whatever firewall stands before
 * them. It costs one Service of type NodePort and one port on every node for each broker. Reading
 * the nodes' addresses needs the right to {@code get nodes}, which is cluster-wide; with {@link
 * #host}, {@link #hosts} or {@link #hostTemplate} it is not needed.
 *
 * <p>If no host is specified, a broker advertises an address of a node: the {@linkplain #prefer
 * preferred} kind where a node has one, otherwise the first there is of ExternalDNS, ExternalIP,
 * InternalDNS, InternalIP and Hostname, which is the order of Strimzi's {@code
 * NodeUtils.findAddress}; one kind for all brokers. Nodes that are not ready, cordoned or virtual
 * are left out. An address that a broker advertises already is kept as long as a node has it.
 *
 * <p>An immutable value: each option gives a copy. An option can be given once, and only one of
 * {@link #host}, {@link #hosts}, {@link #hostTemplate} and {@link #prefer}.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport">Kubernetes:
 *     type NodePort</a>
 */
@CheckReturnValue
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.NONE,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class NodePortPerBroker implements ExposureSpec {
  /** The name of this kind of exposure. */
  public static final String KIND = "node-port-per-broker";

  static final NodePortPerBroker UNSPECIFIED =
      new NodePortPerBroker(OptionalInt.empty(), Optional.empty());

  @JsonProperty("from")
  private final OptionalInt from;

  @JsonProperty("host")
  private final Optional<HostSource> host;

  @JsonCreator
  private NodePortPerBroker(
      @JsonProperty("from") OptionalInt from, @JsonProperty("host") Optional<HostSource> host) {
    from.ifPresent(NodePortPerBroker::requirePort);
    this.from = from;
    this.host = host;
  }

  /**
   * Fixes the ports: broker 0 gets {@code port}, broker {@code i} gets {@code port + i}. If
   * unspecified, the Kubernetes cluster chooses. Kubernetes allows 30000-32767 if it was not
   * configured otherwise.
   *
   * @throws IllegalArgumentException if {@code port} is none
   * @throws IllegalStateException if the ports are fixed already
   */
  public NodePortPerBroker from(int port) {
    requirePort(port);
    if (from.isPresent()) {
      throw new IllegalStateException(
          "first node port: "
              + port
              + " after "
              + from.getAsInt()
              + " (expected: one first port only)");
    }
    return new NodePortPerBroker(OptionalInt.of(port), host);
  }

  /**
   * Every broker advertises this host, such as a load balancer or one node. If unspecified, an
   * address of a node.
   *
   * @throws IllegalStateException if it is said already where hosts come from
   */
  public NodePortPerBroker host(String host) {
    return hostsFrom(new HostSource.OneForAll(host));
  }

  /**
   * Broker {@code i} advertises the host at place {@code i}. If unspecified, an address of a node.
   *
   * @throws IllegalStateException if it is said already where hosts come from
   */
  public NodePortPerBroker hosts(String... hosts) {
    return hostsFrom(new HostSource.OneEach(List.of(hosts)));
  }

  /**
   * Each broker advertises this host with its id in the place of {@value HostSource.Template#ID},
   * as in {@code broker-{id}.example.com}. If unspecified, an address of a node.
   *
   * @throws IllegalArgumentException if {@value HostSource.Template#ID} is missing
   * @throws IllegalStateException if it is said already where hosts come from
   */
  public NodePortPerBroker hostTemplate(String template) {
    return hostsFrom(new HostSource.Template(template));
  }

  /**
   * Each broker advertises an address of a node, of this kind where a node has one. If unspecified,
   * {@link NodeAddressType#EXTERNAL_DNS}.
   *
   * @throws IllegalStateException if it is said already where hosts come from
   */
  public NodePortPerBroker prefer(NodeAddressType type) {
    return hostsFrom(new HostSource.OfNodes(type));
  }

  private NodePortPerBroker hostsFrom(HostSource source) {
    host.ifPresent(
        given -> {
          throw new IllegalStateException(
              "host: "
                  + describe(source)
                  + " after "
                  + describe(given)
                  + " (expected: one of host, hosts, hostTemplate and prefer, once)");
        });
    return new NodePortPerBroker(from, Optional.of(source));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ExposureNeeds.PortOnEveryMachine needs() {
    return new ExposureNeeds.PortOnEveryMachine(
        from, host.orElseGet(() -> new HostSource.OfNodes(NodeAddressType.EXTERNAL_DNS)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NodePortPerBroker that
        && from.equals(that.from)
        && host.equals(that.host);
  }

  @Override
  public int hashCode() {
    return Objects.hash(from, host);
  }

  /** The kind with the options given, as they are written in Java. */
  @Override
  public String toString() {
    StringJoiner joined = new StringJoiner(", ", KIND + "{", "}").setEmptyValue(KIND);
    from.ifPresent(port -> joined.add("from(" + port + ")"));
    host.ifPresent(source -> joined.add(describe(source)));
    return joined.toString();
  }

  private static String describe(HostSource source) {
    if (source instanceof HostSource.OneForAll one) {
      return "host(" + one.host() + ")";
    }
    if (source instanceof HostSource.OneEach each) {
      return "hosts(" + String.join(", ", each.hosts()) + ")";
    }
    if (source instanceof HostSource.Template template) {
      return "hostTemplate(" + template.template() + ")";
    }
    return "prefer(" + ((HostSource.OfNodes) source).preferred() + ")";
  }

  private static void requirePort(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("first node port: " + port + " (expected: 1-65535)");
    }
  }
}
