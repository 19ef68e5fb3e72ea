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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Compares a running cluster with its plan: first the quorum and, through one listener, the brokers
 * as a whole; then every listener at once.
 */
public final class ClusterVerifier implements Verifier {
  /** For {@link java.util.ServiceLoader}. */
  public ClusterVerifier() {}

  @Override
  public VerificationReport verify(ClusterPlan plan, Access access, Duration timeout) {
    long begin = System.nanoTime();
    Deadline deadline = Deadline.in(timeout);
    List<ProbeResult> results = new ArrayList<>();
    List<String> notes = new ArrayList<>(plan.notes());
    if (plan.servers().isEmpty()) {
      notes.add("the existing ZooKeeper was not looked at");
    } else {
      results.addAll(new QuorumProbes(plan.servers(), access).run(deadline));
    }
    List<Door> doors = access.doors();
    for (ListenerPlan listener : plan.listeners()) {
      if (doors.stream().noneMatch(door -> door.listener().equals(listener.kafkaName()))) {
        notes.add("listener " + listener.kafkaName() + " can't be reached from here");
      }
    }
    if (!doors.isEmpty()) {
      results.addAll(brokers(doors, timeout, deadline));
    }
    return new VerificationReport(plan.name(), results, notes, BrokerProbes.since(begin));
  }

  private static List<ProbeResult> brokers(List<Door> doors, Duration timeout, Deadline deadline) {
    List<ProbeResult> results = new ArrayList<>();
    Door first = doors.get(0);
    Map<Integer, Integer> leaders = Map.of();
    long begin = System.nanoTime();
    try (Admin admin = new Clients(first, timeout).admin()) {
      BrokerProbes probes = new BrokerProbes(first, admin);
      List<ProbeResult> registration = probes.registration(deadline);
      results.addAll(registration);
      results.add(probes.controller(deadline));
      leaders = new ProbeTopic(admin, first.brokers().size()).ensure(deadline);
      results.add(probes.replication(deadline));
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      results.add(unusable(first, begin, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      results.add(unusable(first, begin, e));
    }
    results.addAll(throughEach(doors, leaders, timeout, deadline));
    return results;
  }

  private static ProbeResult unusable(Door door, long begin, Exception failure) {
    return ProbeResult.failed(
        "probe topic",
        door.listener(),
        BrokerProbes.since(begin),
        Failures.seen(failure),
        "a topic to write to",
        Failures.cause(failure));
  }

  private static List<ProbeResult> throughEach(
      List<Door> doors, Map<Integer, Integer> leaders, Duration timeout, Deadline deadline) {
    ExecutorService threads = Executors.newFixedThreadPool(doors.size(), daemons());
    try {
      List<Future<List<ProbeResult>>> running = new ArrayList<>();
      for (int i = 0; i < doors.size(); i++) {
        Door door = doors.get(i);
        boolean registered = i == 0;
        running.add(threads.submit(() -> through(door, registered, leaders, timeout, deadline)));
      }
      List<ProbeResult> results = new ArrayList<>();
      for (int i = 0; i < doors.size(); i++) {
        results.addAll(collect(doors.get(i), running.get(i)));
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<ProbeResult> collect(Door door, Future<List<ProbeResult>> running) {
    long begin = System.nanoTime();
    try {
      return running.get();
    } catch (ExecutionException e) {
      return List.of(unusable(door, begin, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(unusable(door, begin, e));
    }
  }

  private static List<ProbeResult> through(
      Door door,
      boolean registrationSeen,
      Map<Integer, Integer> leaders,
      Duration timeout,
      Deadline deadline) {
    Clients clients = new Clients(door, timeout);
    List<ProbeResult> results = new ArrayList<>();
    if (!registrationSeen) {
      try (Admin admin = clients.admin()) {
        results.addAll(new BrokerProbes(door, admin).registration(deadline));
      }
    }
    results.addAll(new RoundTrip(door, clients, leaders).run(deadline));
    return results;
  }

  private static ThreadFactory daemons() {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "slipway-verify-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
