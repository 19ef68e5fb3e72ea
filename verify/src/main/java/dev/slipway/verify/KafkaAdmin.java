package dev.slipway.verify;

import dev.slipway.core.plan.TopicPlan;
import dev.slipway.core.probe.ClusterAdmin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;

/** Administers a cluster through kafka-clients. */
final class KafkaAdmin implements ClusterAdmin {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final String MIN_ISR = "min.insync.replicas";

  private final Admin admin;

  KafkaAdmin(Admin admin) {
    this.admin = admin;
  }

  @Override
  public Optional<String> whyNotComplete(int brokers) {
    try {
      DescribeClusterResult cluster = admin.describeCluster();
      int registered = answer(cluster.nodes()).size();
      if (registered < brokers) {
        return Optional.of(registered + " of " + brokers + " brokers are registered");
      }
      return present(answer(cluster.controller())).isPresent()
          ? Optional.empty()
          : Optional.of("no broker is the controller");
    } catch (ExecutionException | TimeoutException e) {
      return Optional.of(unanswered(e));
    }
  }

  @Override
  public void ensureTopics(List<TopicPlan> topics, Duration timeout) {
    Deadline deadline = Deadline.in(timeout);
    TopicCreation creation = new TopicCreation(admin, topics, deadline);
    creation.run();
    List<String> problems = new ArrayList<>(creation.refusals());
    problems.addAll(differing(creation.there(), topics, deadline));
    if (!problems.isEmpty()) {
      throw new IllegalStateException("topics could not be created: " + problems);
    }
  }

  @Override
  public void prepareProbes(int brokers, Duration timeout) {
    try {
      new ProbeTopic(admin, brokers).ensure(Deadline.in(timeout));
    } catch (ExecutionException | TimeoutException leftToTheFirstVerification) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> differing(List<String> there, List<TopicPlan> planned, Deadline deadline) {
    if (there.isEmpty()) {
      return List.of();
    }
    Map<String, Integer> partitions =
        planned.stream().collect(Collectors.toMap(TopicPlan::name, TopicPlan::partitions));
    try {
      return describe(there, deadline).values().stream()
          .filter(topic -> topic.partitions().size() != partitions.getOrDefault(topic.name(), 0))
          .map(
              topic ->
                  topic.name()
                      + ": is there with "
                      + topic.partitions().size()
                      + " partitions (expected: "
                      + partitions.get(topic.name())
                      + ")")
          .toList();
    } catch (ExecutionException | TimeoutException e) {
      return List.of("existing topics: " + Failures.seen(e));
    }
  }

  /** The broker that is asked may hear of a new topic later than the controller. */
  private Map<String, TopicDescription> describe(List<String> topics, Deadline deadline)
      throws ExecutionException, TimeoutException {
    while (true) {
      try {
        return answer(admin.describeTopics(topics).allTopicNames());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RetriableException) || !deadline.again()) {
          throw e;
        }
      }
    }
  }

  /**
   * Strimzi's rule: a partition that has a replica on the broker must keep its minimum in sync
   * without it, unless it could never.
   */
  @Override
  public Optional<String> whyNotRestart(int broker) {
    try {
      Collection<String> names =
          answer(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
      Map<String, TopicDescription> topics = answer(admin.describeTopics(names).allTopicNames());
      Map<String, Integer> minimums = minimums(topics.keySet());
      for (TopicDescription topic : topics.values()) {
        for (TopicPartitionInfo partition : topic.partitions()) {
          Optional<String> reason =
              reason(broker, topic.name(), partition, minimums.getOrDefault(topic.name(), 1));
          if (reason.isPresent()) {
            return reason;
          }
        }
      }
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.of(unanswered(e));
    }
  }

  private static Optional<String> reason(
      int broker, String topic, TopicPartitionInfo partition, int minimum) {
    boolean replica = partition.replicas().stream().anyMatch(node -> node.id() == broker);
    if (!replica || partition.replicas().size() <= minimum) {
      return Optional.empty();
    }
    long left = partition.isr().stream().filter(node -> node.id() != broker).count();
    return left >= minimum
        ? Optional.empty()
        : Optional.of(
            topic
                + "-"
                + partition.partition()
                + " would have "
                + left
                + " of "
                + minimum
                + " replicas in sync");
  }

  private Map<String, Integer> minimums(Set<String> topics)
      throws ExecutionException, TimeoutException {
    List<ConfigResource> resources =
        topics.stream()
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
            .collect(Collectors.toList());
    Map<String, Integer> minimums = new HashMap<>();
    for (Map.Entry<ConfigResource, Config> described :
        answer(admin.describeConfigs(resources).all()).entrySet()) {
      ConfigEntry minimum = described.getValue().get(MIN_ISR);
      if (minimum != null) {
        minimums.put(described.getKey().name(), Integer.parseInt(minimum.value()));
      }
    }
    return minimums;
  }

  @Override
  public Optional<Integer> controller() {
    try {
      return present(answer(admin.describeCluster().controller())).map(Node::id);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(unanswered(e), e);
    }
  }

  private static String unanswered(Exception failure) {
    return "the brokers can't be asked: " + Failures.seen(failure);
  }

  private static Optional<Node> present(Node node) {
    return Optional.ofNullable(node).filter(known -> !known.isEmpty());
  }

  private static <T> T answer(KafkaFuture<T> future) throws ExecutionException, TimeoutException {
    return wait(future, ANSWER);
  }

  private static <T> T wait(KafkaFuture<T> future, Duration limit)
      throws ExecutionException, TimeoutException {
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("interrupted");
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
