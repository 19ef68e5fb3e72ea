package dev.slipway.core.plan;

import dev.slipway.core.model.DataSize;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.PlacementSpec;
import dev.slipway.core.model.ResourcesSpec;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.core.problem.ProblemCode;

/** How many servers, over how many domains, with how much memory. */
final class SizeChecks {
  private static final int MANY_SERVERS = 7;
  // What a JVM takes besides its heap, at the least.
  private static final long BESIDES_HEAP = DataSize.mebibytes(64).bytes();

  private SizeChecks() {}

  static void run(Inputs inputs, ProblemList problems) {
    inputs
        .nodes()
        .forEach(
            (role, nodes) -> {
              count(role, nodes.count(), problems);
              spread(role.program(), nodes.placement(), nodes.count(), problems);
              memory(role.program(), nodes.resources(), problems);
            });
  }

  private static void count(NodeRole role, int count, ProblemList problems) {
    switch (role) {
      case ZOOKEEPER -> servers(count, problems);
      case BROKER -> brokers(count, problems);
    }
  }

  private static void brokers(int brokers, ProblemList problems) {
    if (brokers > KafkaSpec.MOST_BROKERS) {
      problems.error(
          ProblemCode.BROKERS_TOO_MANY,
          "kafka.brokers",
          brokers,
          "<= " + KafkaSpec.MOST_BROKERS + ", one on each node of the largest Kubernetes cluster",
          "launch several clusters");
    }
  }

  private static void servers(int servers, ProblemList problems) {
    if (servers > ZooKeeperSpec.MOST_SERVERS) {
      problems.error(
          ProblemCode.SERVERS_TOO_MANY,
          "zookeeper.servers",
          servers,
          "<= " + ZooKeeperSpec.MOST_SERVERS + ", the largest id of a server",
          "say 3 or 5");
      return;
    }
    if (servers % 2 == 0) {
      problems.warning(
          ProblemCode.SERVERS_EVEN,
          "zookeeper.servers",
          servers,
          "an odd number: "
              + servers
              + " servers survive the loss of "
              + (servers - 1) / 2
              + ", as "
              + (servers - 1)
              + " would",
          "say " + (servers + 1) + (servers > 2 ? " or " + (servers - 1) : ""));
    }
    if (servers > MANY_SERVERS) {
      problems.warning(
          ProblemCode.SERVERS_MANY,
          "zookeeper.servers",
          servers,
          "<= " + MANY_SERVERS + ": every write waits for more than half of them",
          "say 3 or 5");
    }
  }

  private static void spread(
      String place, PlacementSpec placement, int nodes, ProblemList problems) {
    placement
        .spread()
        .filter(spread -> spread.minDomains() > nodes)
        .ifPresent(
            spread ->
                problems.error(
                    ProblemCode.SPREAD_ABOVE_NODES,
                    place + ".placement.spread",
                    spread.minDomains() + " domains of " + spread.topologyKey(),
                    "<= " + nodes + ", the number of nodes",
                    "spread over at most " + nodes + ", or launch more nodes"));
  }

  private static void memory(String place, ResourcesSpec resources, ProblemList problems) {
    if (resources.heap().isEmpty() || resources.memory().isEmpty()) {
      return;
    }
    long heap = resources.heap().get().bytes();
    DataSize memory = resources.memory().get();
    if (heap > memory.bytes() - BESIDES_HEAP) {
      problems.error(
          ProblemCode.HEAP_ABOVE_MEMORY,
          place + ".resources.heap",
          resources.heap().get(),
          "at least 64Mi less than the memory of " + memory + ", or the kernel kills the node",
          memory.bytes() < 2 * BESIDES_HEAP
              ? "say memory(\"" + DataSize.mebibytes((heap >> 19) + 128) + "\")"
              : "say heap(\"" + DataSize.mebibytes(memory.bytes() >> 21) + "\")");
    }
  }
}
