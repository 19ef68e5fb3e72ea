package dev.slipway.core.facts;

import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.style.SpecStyle;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** What is known of a Kubernetes cluster. */
@Value.Immutable
@SpecStyle
public abstract non-sealed class KubernetesFacts implements TargetFacts {
  KubernetesFacts() {}

  @Value.Default
  @Override
  public String target() {
    return "kubernetes";
  }

  /** The domain of the cluster's DNS names. If unspecified, {@code cluster.local}. */
  @Value.Default
  public String clusterDomain() {
    return "cluster.local";
  }

  /** The machines that can answer at a NodePort. If unspecified, none are known. */
  public abstract List<MachineFacts> machines();

  /**
   * Where NodePorts are allotted. If unspecified, not known: the API server, which does not tell
   * its range, judges a port when it is asked for.
   */
  public abstract Optional<PortRange> nodePorts();

  /** NodePorts that other Services have. If unspecified, none. */
  public abstract Set<Integer> takenNodePorts();

  /**
   * NodePorts that this cluster's own Services have been assigned, by the Service's name. If
   * unspecified, none yet.
   */
  public abstract Map<String, Integer> assignedNodePorts();

  /** What was deployed last, secrets masked. If unspecified, not known. */
  public abstract Optional<ClusterSpec> deployed();

  /**
   * What the brokers that are there advertise: the value of their setting {@code
   * advertised.listeners}, by the broker's name. If unspecified, none is there.
   */
  public abstract Map<String, String> advertisedListeners();

  /**
   * The kinds that are served, among those that the mesh can be rendered with. If unspecified, not
   * known: what the newest version of the mesh serves is taken.
   */
  public abstract Set<ServedKind> servedKinds();

  /** What the target can't honour. If unspecified, it can honour everything. */
  public abstract Set<Feature> refused();

  @Override
  public Set<Feature> honoured() {
    EnumSet<Feature> honoured = EnumSet.allOf(Feature.class);
    honoured.removeAll(refused());
    return honoured;
  }

  @Override
  public abstract Set<Feature> ignored();

  @Override
  public abstract Map<String, String> kafkaDefaults();

  @Override
  public abstract Map<String, String> zookeeperDefaults();

  /** A builder of facts. */
  public static Builder builder() {
    return ImmutableKubernetesFacts.builder();
  }

  /** Builds {@link KubernetesFacts}. */
  public interface Builder {
    /** See {@link KubernetesFacts#target()}. */
    Builder target(String target);

    /** See {@link KubernetesFacts#clusterDomain()}. */
    Builder clusterDomain(String domain);

    /** One more of {@link KubernetesFacts#machines()}. */
    Builder machine(MachineFacts machine);

    /** See {@link KubernetesFacts#nodePorts()}. */
    Builder nodePorts(PortRange range);

    /** More of {@link KubernetesFacts#takenNodePorts()}. */
    Builder takenNodePorts(Iterable<Integer> ports);

    /** One more of {@link KubernetesFacts#assignedNodePorts()}. */
    Builder assignedNodePort(String service, int port);

    /** See {@link KubernetesFacts#deployed()}. */
    Builder deployed(ClusterSpec spec);

    /** One more of {@link KubernetesFacts#advertisedListeners()}. */
    Builder advertisedListener(String broker, String setting);

    /** One more of {@link KubernetesFacts#servedKinds()}. */
    Builder servedKind(ServedKind kind);

    /** More of {@link KubernetesFacts#refused()}. */
    Builder refused(Feature... features);

    /** More of {@link KubernetesFacts#ignored()}. */
    Builder ignored(Iterable<Feature> features);

    /** The value. */
    @CheckReturnValue
    KubernetesFacts build();
  }
}
