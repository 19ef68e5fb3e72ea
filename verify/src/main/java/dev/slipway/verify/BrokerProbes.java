package dev.slipway.verify;

import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.probe.Access.Door;
import dev.slipway.core.probe.ProbeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.jspecify.annotations.Nullable;

/** Registration of the brokers, the controller and replication, as one listener tells them. */
final class BrokerProbes {
  private final Door door;
  private final Admin admin;

  BrokerProbes(Door door, Admin admin) {
    this.door = door;
    this.admin = admin;
  }

  /** Every broker is registered under just its planned address, and nobody else is. */
  List<ProbeResult> registration(Deadline deadline) {
    return deadline.look(
        () -> registrationNow(deadline), results -> results.stream().allMatch(ProbeResult::passed));
  }

  private List<ProbeResult> registrationNow(Deadline deadline) {
    long begin = System.nanoTime();
    Map<Integer, Endpoint> registered = new TreeMap<>();
    Optional<Throwable> failure = Optional.empty();
    try {
      Collection<Node> nodes =
          admin.describeCluster().nodes().get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
      nodes.forEach(node -> registered.put(node.id(), new Endpoint(node.host(), node.port())));
    } catch (ExecutionException | TimeoutException e) {
      failure = Optional.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = Optional.of(e);
    }
    Duration took = since(begin);
    List<ProbeResult> results = new ArrayList<>();
    for (int id = 0; id < door.brokers().size(); id++) {
      results.add(registration(id, registered.remove(id), failure, took));
    }
    registered.forEach(
        (id, endpoint) ->
            results.add(
                ProbeResult.failed(
                    "registration",
                    door.listener() + " of broker " + id,
                    took,
                    endpoint.toString(),
                    "no such broker",
                    "a broker of another cluster uses the same ZooKeeper chroot")));
    return results;
  }

  private ProbeResult registration(
      int id, @Nullable Endpoint seen, Optional<Throwable> failure, Duration took) {
    Endpoint planned = door.brokers().get(id);
    String subject = door.listener() + " of broker " + id;
    if (planned.equals(seen)) {
      return ProbeResult.passed("registration", subject, took, planned.toString());
    }
    if (seen != null) {
      return ProbeResult.failed(
          "registration",
          subject,
          took,
          seen.toString(),
          planned.toString(),
          "its advertised address was changed, or is overridden by a dynamic setting in ZooKeeper");
    }
    return ProbeResult.failed(
        "registration",
        subject,
        took,
        failure.map(Failures::seen).orElse("not registered"),
        planned.toString(),
        failure.map(Failures::cause).orElse("it is down, or has no session with ZooKeeper"));
  }

  /** One broker is elected controller. */
  ProbeResult controller(Deadline deadline) {
    return deadline.look(() -> controllerNow(deadline), ProbeResult::passed);
  }

  private ProbeResult controllerNow(Deadline deadline) {
    long begin = System.nanoTime();
    try {
      DescribeClusterResult cluster = admin.describeCluster();
      Node controller = cluster.controller().get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
      if (controller != null && !controller.isEmpty()) {
        return ProbeResult.passed("controller", "kafka", since(begin), "broker " + controller.id());
      }
      return noController(begin, "none", "no broker holds the controller's node in ZooKeeper");
    } catch (ExecutionException | TimeoutException e) {
      return noController(begin, Failures.seen(e), Failures.cause(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return noController(begin, Failures.seen(e), Failures.cause(e));
    }
  }

  private static ProbeResult noController(long begin, String seen, String cause) {
    return ProbeResult.failed("controller", "kafka", since(begin), seen, "one broker", cause);
  }

  /** Every partition of every topic has all its replicas in sync. */
  ProbeResult replication(Deadline deadline) {
    return deadline.look(() -> replicationNow(deadline), ProbeResult::passed);
  }

  private ProbeResult replicationNow(Deadline deadline) {
    long begin = System.nanoTime();
    try {
      Collection<String> names =
          admin
              .listTopics(new ListTopicsOptions().listInternal(true))
              .names()
              .get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
      Collection<TopicDescription> topics =
          admin
              .describeTopics(names)
              .allTopicNames()
              .get(deadline.left().toMillis(), TimeUnit.MILLISECONDS)
              .values();
      long partitions = topics.stream().mapToLong(topic -> topic.partitions().size()).sum();
      List<String> lagging =
          topics.stream()
              .flatMap(
                  topic ->
                      topic.partitions().stream()
                          .filter(part -> part.isr().size() < part.replicas().size())
                          .map(part -> topic.name() + "-" + part.partition()))
              .sorted()
              .toList();
      if (partitions == 0) {
        // Right after the first start the probe's own topic is still on its way.
        return ProbeResult.inconclusive(
            "replication",
            "kafka",
            since(begin),
            "no partition to look at",
            "every partition in sync",
            "no topic is there: the probe's own was not made in time");
      }
      return lagging.isEmpty()
          ? ProbeResult.passed(
              "replication", "kafka", since(begin), partitions + " partitions in sync")
          : ProbeResult.failed(
              "replication",
              "kafka",
              since(begin),
              lagging.size()
                  + " of "
                  + partitions
                  + " partitions under-replicated: "
                  + lagging.subList(0, Math.min(5, lagging.size())),
              "none",
              "a broker is down, or still copies what it missed");
    } catch (ExecutionException | TimeoutException e) {
      return unknownReplication(begin, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unknownReplication(begin, e);
    }
  }

  private static ProbeResult unknownReplication(long begin, Exception failure) {
    return ProbeResult.failed(
        "replication",
        "kafka",
        since(begin),
        Failures.seen(failure),
        "every partition in sync",
        Failures.cause(failure));
  }

  static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
