package dev.slipway.verify;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.ListenerPlan;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
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
  public VerificationReport verify(ClusterPlan plan, Access access, Duration timeout) {
    long begin = System.nanoTime();
    List<Door> doors = access.doors();
    List<String> notes = new ArrayList<>(plan.notes());
    if (plan.servers().isEmpty()) {
      notes.add("the existing ZooKeeper was not looked at");
    }
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
    try (Tasks tasks = new Tasks(deadline)) {
      if (!plan.servers().isEmpty()) {
        tasks.begin(
            "quorum", "zookeeper", () -> new QuorumProbes(plan.servers(), access).run(settled));
      }
      look(doors, timeout, tasks, settled, leaders);
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

  private static void look(
      List<Door> doors, Duration timeout, Tasks tasks, Deadline settled, Leaders leaders) {
    for (Door door : doors) {
      tasks.begin(
          "registration",
          door.listener(),
          () ->
              asking(door, timeout, admin -> new BrokerProbes(door, admin).registration(settled)));
    }
    if (doors.isEmpty()) {
      return;
    }
    Door first = doors.get(0);
    tasks.begin(
        "controller",
        "kafka",
        () ->
            asking(
                first,
                timeout,
                admin -> List.of(new BrokerProbes(first, admin).controller(settled))));
    tasks.begin(
        "replication",
        "kafka",
        () ->
            asking(
                first,
                timeout,
                admin -> List.of(new BrokerProbes(first, admin).replication(settled))));
    tasks.begin("probe topic", first.listener(), () -> leaders.find(first, timeout, settled));
  }

  private static <T> T asking(Door door, Duration timeout, Function<Admin, T> question) {
    Admin admin = new Clients(door, timeout).admin();
    try {
      return question.apply(admin);
    } finally {
      // What has no answer by now gets none any more.
      admin.close(Duration.ZERO);
    }
  }

  /** Who leads the partitions of the probe topic, as soon as that is known. */
  private static final class Leaders {
    private final CompletableFuture<Map<Integer, Integer>> ids = new CompletableFuture<>();

    /** None if they could not be found. */
    Map<Integer, Integer> await() {
      return ids.join();
    }

    List<ProbeResult> find(Door door, Duration timeout, Deadline deadline)
        throws ExecutionException, InterruptedException, TimeoutException {
      Admin admin = new Clients(door, timeout).admin();
      try {
        ids.complete(new ProbeTopic(admin, door.brokers().size()).ensure(deadline));
      } finally {
        ids.complete(Map.of());
        admin.close(Duration.ZERO);
      }
      return List.of();
    }
  }
}
