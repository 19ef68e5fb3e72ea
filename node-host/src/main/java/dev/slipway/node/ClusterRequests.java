package dev.slipway.node;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the parent wants to know from or done to the cluster, having no Kafka client itself. */
final class ClusterRequests {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private ClusterRequests() {}

  /** Returns when the cluster has a controller that knows at least so many brokers. */
  static void awaitBrokers(String bootstrap, int count, Duration timeout)
      throws InterruptedException, TimeoutException {
    long limit = System.nanoTime() + timeout.toNanos();
    String seen = "no broker answered";
    try (Admin admin = admin(bootstrap, timeout)) {
      while (System.nanoTime() < limit) {
        try {
          DescribeClusterResult cluster = admin.describeCluster();
          long remaining = Math.max(1, limit - System.nanoTime());
          Collection<Node> brokers = cluster.nodes().get(remaining, TimeUnit.NANOSECONDS);
          Node controller = cluster.controller().get();
          if (brokers.size() >= count && controller != null && !controller.isEmpty()) {
            return;
          }
          seen =
              "the cluster knows %d: %s, controller: %s"
                  .formatted(brokers.size(), brokers, controller);
        } catch (ExecutionException | TimeoutException e) {
          seen = dev.slipway.node.Node.reason(e);
        }
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      }
    }
    throw new TimeoutException(
        "brokers: fewer than %d registered within %s (%s)".formatted(count, timeout, seen));
  }

  /**
   * Creates the topics of a file, all in one request. Each line holds a name, the number of
   * partitions, the replication factor, and then the names and values of the topic's settings. A
   * topic that is there already is taken as it is if it has that many partitions.
   */
  static void createTopics(String bootstrap, Path file, Duration timeout)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    List<NewTopic> topics = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      topics.add(topic(Line.fields(line)));
    }
    try (Admin admin = admin(bootstrap, timeout)) {
      CreateTopicsResult created = admin.createTopics(topics);
      List<String> problems = new ArrayList<>();
      for (NewTopic topic : topics) {
        try {
          requireNonNull(created.values().get(topic.name()))
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
          if (e.getCause() instanceof TopicExistsException) {
            checkPartitions(admin, topic, timeout, problems);
          } else {
            problems.add("topic '%s': %s".formatted(topic.name(), dev.slipway.node.Node.reason(e)));
          }
        }
      }
      if (!problems.isEmpty()) {
        throw new IllegalStateException(String.join("; ", problems));
      }
    }
  }

  private static NewTopic topic(List<String> fields) {
    Map<String, String> settings = new HashMap<>();
    for (int i = 3; i + 1 < fields.size(); i += 2) {
      settings.put(fields.get(i), fields.get(i + 1));
    }
    return new NewTopic(
            fields.get(0), Integer.parseInt(fields.get(1)), Short.parseShort(fields.get(2)))
        .configs(settings);
  }

  private static void checkPartitions(
      Admin admin, NewTopic wanted, Duration timeout, List<String> problems)
      throws InterruptedException, ExecutionException, TimeoutException {
    int partitions = served(admin, wanted.name(), timeout).size();
    if (partitions != wanted.numPartitions()) {
      problems.add(
          "topic '%s' exists with %d partitions (expected: %d); delete it, or ask for %d"
              .formatted(wanted.name(), partitions, wanted.numPartitions(), partitions));
    }
  }

  /**
   * The partitions of an existing topic, when each has a leader. Brokers that have just started
   * again learn only after a while of what they hold.
   */
  private static List<TopicPartitionInfo> served(Admin admin, String topic, Duration timeout)
      throws InterruptedException, ExecutionException, TimeoutException {
    long limit = System.nanoTime() + timeout.toNanos();
    String seen = "nothing";
    while (System.nanoTime() < limit) {
      try {
        List<TopicPartitionInfo> partitions =
            admin
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .partitions();
        if (partitions.stream().allMatch(ClusterRequests::hasLeader)) {
          return partitions;
        }
        seen = partitions.toString();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        seen = "a broker that does not know it";
      }
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    }
    throw new TimeoutException(
        "topic '%s': not served within %s, last seen: %s".formatted(topic, timeout, seen));
  }

  private static boolean hasLeader(TopicPartitionInfo partition) {
    Node leader = partition.leader();
    return leader != null && !leader.isEmpty();
  }

  private static Admin admin(String bootstrap, Duration timeout) {
    long millis = Math.max(1, Math.min(Integer.MAX_VALUE, timeout.toMillis()));
    return Admin.create(
        Map.of(
            "bootstrap.servers", bootstrap,
            "client.id", "slipway",
            "default.api.timeout.ms", Long.toString(millis),
            "request.timeout.ms", Long.toString(Math.min(10_000, millis)),
            "reconnect.backoff.max.ms", "100",
            "retry.backoff.ms", "50",
            "enable.metrics.push", "false",
            "auto.include.jmx.reporter", "false"));
  }
}
