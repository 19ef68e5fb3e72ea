package dev.slipway.core.facts;

import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.core.style.SpecStyle;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.immutables.value.Value;

/** What is known of a cluster of processes on this machine. */
@Value.Immutable
@SpecStyle
public abstract non-sealed class LoopbackFacts implements TargetFacts {
  private static final int PORTS_OF_A_SERVER = 3;
  private static final int PORTS_OF_A_BROKER = 2;

  LoopbackFacts() {}

  @Value.Default
  @Override
  public String target() {
    return "embedded";
  }

  /** The folder below which each node has one of its own name. */
  public abstract String folder();

  /** Ports reserved for this cluster, at least {@link #portsNeeded} of them. */
  public abstract List<Integer> ports();

  /** The version of Kafka that the processes run. */
  public abstract String kafkaVersion();

  /** The version of ZooKeeper that the processes run. */
  public abstract String zookeeperVersion();

  @Override
  public abstract Set<Feature> honoured();

  @Override
  public abstract Set<Feature> ignored();

  @Override
  public abstract Map<String, String> kafkaDefaults();

  @Override
  public abstract Map<String, String> zookeeperDefaults();

  /**
   * How many ports must be reserved for a cluster, besides those that it names itself; of one that
   * is too large for any plan, for the largest there can be.
   */
  public static int portsNeeded(ClusterSpec spec) {
    int servers =
        spec.quorum() instanceof ZooKeeperSpec zookeeper
            ? Math.min(ZooKeeperSpec.MOST_SERVERS, zookeeper.servers())
            : 0;
    ListenerNeeds needs = ListenerNeeds.of(spec);
    return servers * PORTS_OF_A_SERVER
        + needs.brokers() * (PORTS_OF_A_BROKER + needs.chosenPorts());
  }

  /** A builder of facts. */
  public static Builder builder() {
    return ImmutableLoopbackFacts.builder();
  }

  /** Builds {@link LoopbackFacts}. */
  public interface Builder {
    /** See {@link LoopbackFacts#target()}. */
    Builder target(String target);

    /** See {@link LoopbackFacts#folder()}. */
    Builder folder(String folder);

    /** See {@link LoopbackFacts#ports()}. */
    Builder ports(Iterable<Integer> ports);

    /** See {@link LoopbackFacts#kafkaVersion()}. */
    Builder kafkaVersion(String version);

    /** See {@link LoopbackFacts#zookeeperVersion()}. */
    Builder zookeeperVersion(String version);

    /** More of {@link LoopbackFacts#honoured()}. */
    Builder honoured(Iterable<Feature> features);

    /** More of {@link LoopbackFacts#ignored()}. */
    Builder ignored(Iterable<Feature> features);

    /** More of {@link LoopbackFacts#kafkaDefaults()}. */
    Builder kafkaDefaults(Map<String, ? extends String> defaults);

    /** More of {@link LoopbackFacts#zookeeperDefaults()}. */
    Builder zookeeperDefaults(Map<String, ? extends String> defaults);

    /** The value. */
    @CheckReturnValue
    LoopbackFacts build();
  }
}
