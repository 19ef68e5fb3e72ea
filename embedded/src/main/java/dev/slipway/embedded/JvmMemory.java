package dev.slipway.embedded;

import com.sun.management.OperatingSystemMXBean;
import dev.slipway.core.facts.Feature;
import dev.slipway.core.model.DataSize;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.NodeRole;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/**
 * The limits of a child JVM's memory: what the user says, else what follows from the settings of
 * the nodes it hosts. They are limits, and taken only as far as records need it.
 */
final class JvmMemory {
  private static final long OF_A_PROCESS = DataSize.mebibytes(192).bytes();
  private static final long OF_A_LONE_NODE = DataSize.mebibytes(64).bytes();
  private static final long OF_A_SHARING_NODE = DataSize.mebibytes(96).bytes();

  private final EmbeddedTarget.Options options;
  private final ClusterPlan plan;
  private final BrokerBuffers buffers;
  private final long machine;

  JvmMemory(EmbeddedTarget.Options options, ClusterPlan plan) {
    this(options, plan, memoryOfTheMachine());
  }

  JvmMemory(EmbeddedTarget.Options options, ClusterPlan plan, long machine) {
    this.options = options;
    this.plan = plan;
    this.buffers = new BrokerBuffers(plan);
    this.machine = machine;
  }

  private static long memoryOfTheMachine() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  /** The largest heap in bytes, as in {@code -Xmx}. */
  String heap(List<NodeRole> hosted) {
    boolean alone = hosted.size() == 1;
    if (alone && said(hosted.get(0)).isPresent()) {
      return Long.toString(said(hosted.get(0)).get());
    }
    long said = 0;
    long basis = OF_A_PROCESS;
    long ofBuffers = 0;
    for (NodeRole role : hosted) {
      Optional<Long> own = said(role);
      if (own.isPresent()) {
        said += own.get();
      } else {
        basis += alone ? OF_A_LONE_NODE : OF_A_SHARING_NODE;
        ofBuffers += role == NodeRole.BROKER ? buffers.heap() : 0;
      }
    }
    // What nobody has said must not be more than a machine can give.
    long followed = Math.max(basis, Math.min(basis + ofBuffers, machine / 2));
    return Long.toString(said + followed);
  }

  /** The JVM's option for memory outside the heap. */
  String directOption(List<NodeRole> hosted) {
    long brokers = hosted.stream().filter(role -> role == NodeRole.BROKER).count();
    long followed = Math.max(OF_A_PROCESS, OF_A_LONE_NODE + brokers * buffers.direct());
    return "-XX:MaxDirectMemorySize="
        + options.directMemory().map(DataSize::bytes).orElse(followed);
  }

  private Optional<Long> said(NodeRole role) {
    if (options.ignored().contains(Feature.HEAP)) {
      return Optional.empty();
    }
    return plan.workload(role)
        .flatMap(workload -> workload.asked().resources().heap())
        .map(DataSize::bytes);
  }
}
