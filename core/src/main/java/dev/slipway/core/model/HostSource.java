package dev.slipway.core.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Where the host of an advertised address comes from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "from")
@JsonSubTypes({
  @JsonSubTypes.Type(value = HostSource.OneForAll.class, name = "host"),
  @JsonSubTypes.Type(value = HostSource.OneEach.class, name = "hosts"),
  @JsonSubTypes.Type(value = HostSource.Template.class, name = "template"),
  @JsonSubTypes.Type(value = HostSource.OfNodes.class, name = "nodes")
})
public sealed interface HostSource {
  /**
   * One host for all brokers; the port tells them apart.
   *
   * @param host a DNS name or an address
   */
  record OneForAll(String host) implements HostSource {}

  /**
   * A host for each broker, in their order.
   *
   * @param hosts as many DNS names or addresses as there are brokers
   */
  record OneEach(List<String> hosts) implements HostSource {
    /** Keeps a copy. */
    public OneEach {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * A host made of each broker's id.
   *
   * @param template a DNS name in which {@value #ID} stands for the id
   */
  record Template(String template) implements HostSource {
    /** Stands for the broker's id. */
    public static final String ID = "{id}";

    /** Refuses a template without a place for the id: it would be one host for all. */
    public Template {
      if (!template.contains(ID)) {
        throw new IllegalArgumentException(
            "host template: '" + template + "' (expected: " + ID + " where the broker's id goes)");
      }
    }
  }

  /**
   * An address of a node of the Kubernetes cluster.
   *
   * @param preferred the kind of address to take where a node has several
   */
  record OfNodes(NodeAddressType preferred) implements HostSource {}
}
