package dev.slipway.verify;

import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.ListenerPlan;
import dev.slipway.core.plan.QuorumPlan;
import dev.slipway.core.probe.Access;
import dev.slipway.core.probe.Access.Door;
import dev.slipway.core.probe.ProbeResult;
import dev.slipway.core.probe.VerificationReport;
import dev.slipway.core.probe.Verifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/**
 * Compares a running cluster with its plan: first everything that can be looked at, all at once, so
 * that what waits in vain takes no time from the rest; then, through every listener at once, what
 * can be written and read.
 */
public final class ClusterVerifier implements Verifier {
  /** For {@link java.util.ServiceLoader}. */
  public ClusterVerifier() {}

  @Override
  @CheckReturnValue
  public VerificationReport verify(ClusterPlan plan, Access access, Duration timeout) {
    long begin = System.nanoTime();
    KafkaClients.require();
    List<Door> doors = access.doors();
    List<String> notes = new ArrayList<>(plan.notes());
    for (ListenerPlan listener : plan.listeners()) {
      if (doors.stream().noneMatch(door -> door.listener().equals(listener.kafkaName()))) {
        notes.add("listener " + listener.kafkaName() + " can't be reached from here");
      }
    }
    List<ProbeResult> results = new ArrayList<>();
    Deadline deadline = Deadline.in(timeout);
    // The other half is for writing and reading, which has no use for waiting.
    Deadline settled = Deadline.in(timeout.dividedBy(2));
    Leaders leaders = new Leaders();
    try (Admins admins = new Admins(timeout);
        Tasks tasks = new Tasks(deadline)) {
      if (plan.quorum() instanceof QuorumPlan.Existing existing) {
        tasks.begin(
            ExistingQuorumProbe.NAME,
            "zookeeper",
            () -> new ExistingQuorumProbe(existing.servers(), access).run(settled));
      } else {
        tasks.begin(
            "quorum", "zookeeper", () -> new QuorumProbes(plan.servers(), access).run(settled));
      }
      if (plan.mesh().isPresent()) {
        tasks.begin(
            PlaintextProbe.NAME, plan.name(), () -> new PlaintextProbe(plan, access).run(deadline));
      }
      results.addAll(nothingToLookAt(plan, doors));
      look(doors, admins, tasks, settled, leaders);
      for (Door door : doors) {
        tasks.begin(
            "round trip",
            door.listener(),
            () -> new RoundTrip(door, new Clients(door, timeout), leaders.await()).run(deadline));
      }
      results.addAll(tasks.results());
    }
    return new VerificationReport(plan.name(), results, notes, BrokerProbes.since(begin));
  }

  /** A listener without an address, or none at all, is proof of nothing. */
  private static List<ProbeResult> nothingToLookAt(ClusterPlan plan, List<Door> doors) {
    if (doors.isEmpty()) {
      return List.of(
          ProbeResult.inconclusive(
              "registration",
              "kafka",
              Duration.ZERO,
              "no listener to look at",
              plan.brokers().size() + " brokers",
              "no listener can be reached from here"));
    }
    return doors.stream()
        .filter(door -> door.brokers().size() < plan.brokers().size())
        .map(
            door ->
                ProbeResult.inconclusive(
                    "registration",
                    door.listener(),
                    Duration.ZERO,
                    "addresses of " + door.brokers().size() + " brokers",
                    "addresses of " + plan.brokers().size() + " brokers",
                    "the rest can't be reached from here"))
        .toList();
  }

  private static void look(
      List<Door> doors, Admins admins, Tasks tasks, Deadline settled, Leaders leaders) {
    for (Door door : doors) {
      tasks.begin(
          "registration",
          door.listener(),
          () -> new BrokerProbes(door, admins.of(door)).registration(settled));
    }
    if (doors.isEmpty()) {
      return;
    }
    Door first = doors.get(0);
    tasks.begin(
        "controller",
        "kafka",
        () -> List.of(new BrokerProbes(first, admins.of(first)).controller(settled)));
    tasks.begin(
        "replication",
        "kafka",
        () -> List.of(new BrokerProbes(first, admins.of(first)).replication(settled)));
    tasks.begin("probe topic", first.listener(), () -> leaders.find(first, admins, settled));
  }

  /** One client for all questions through one listener. */
  private static final class Admins implements AutoCloseable {
    private final Map<Door, Admin> open = new ConcurrentHashMap<>();
    private final Duration timeout;

    Admins(Duration timeout) {
      this.timeout = timeout;
    }

    Admin of(Door door) {
      return open.computeIfAbsent(door, unopened -> new Clients(door, timeout).admin());
    }

    /** What has no answer by now gets none any more. */
    @Override
    public void close() {
      open.values().forEach(admin -> admin.close(Duration.ZERO));
    }
  }

  /** Who leads the partitions of the probe topic, as soon as that is known. */
  private static final class Leaders {
    private final CompletableFuture<Map<Integer, Integer>> ids = new CompletableFuture<>();

    /** None if they could not be found. */
    Map<Integer, Integer> await() {
      return ids.join();
    }

    List<ProbeResult> find(Door door, Admins admins, Deadline deadline)
        throws ExecutionException, InterruptedException, TimeoutException {
      try {
        ids.complete(new ProbeTopic(admins.of(door), door.brokers().size()).ensure(deadline));
      } finally {
        ids.complete(Map.of());
      }
      return List.of();
    }
  }
}
