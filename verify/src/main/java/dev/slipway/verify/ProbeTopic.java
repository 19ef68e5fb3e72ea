package dev.slipway.verify;

import dev.slipway.core.plan.ClusterPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.ElectionNotNeededException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topic that probes write to: one partition a broker, which that broker leads if it can. */
final class ProbeTopic {
  private static final int REPLICAS = 3;

  private final Admin admin;
  private final int brokers;

  ProbeTopic(Admin admin, int brokers) {
    this.admin = admin;
    this.brokers = brokers;
  }

  static TopicPartition partition(int broker) {
    return new TopicPartition(ClusterPlan.PROBE_TOPIC, broker);
  }

  /** Makes the topic, or adds partitions for brokers that came since; gives the leaders. */
  Map<Integer, Integer> ensure(Deadline deadline)
      throws ExecutionException, InterruptedException, TimeoutException {
    while (true) {
      try {
        complete(deadline);
        return leaders(deadline);
      } catch (ExecutionException e) {
        // A broker that is not registered yet, or a controller that has just lost its ZooKeeper.
        if (!deadline.again()) {
          throw e;
        }
      }
    }
  }

  private void complete(Deadline deadline)
      throws ExecutionException, InterruptedException, TimeoutException {
    int there = partitions(deadline);
    if (there == 0) {
      create(deadline);
    } else if (there < brokers) {
      await(
          admin
              .createPartitions(
                  Map.of(
                      ClusterPlan.PROBE_TOPIC, NewPartitions.increaseTo(brokers, replicas(there))))
              .all(),
          deadline);
    }
  }

  private int partitions(Deadline deadline)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      return describe(deadline).partitions().size();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return 0;
      }
      throw e;
    }
  }

  private void create(Deadline deadline)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<Integer, List<Integer>> assignment = new HashMap<>();
    List<List<Integer>> replicas = replicas(0);
    for (int broker = 0; broker < brokers; broker++) {
      assignment.put(broker, replicas.get(broker));
    }
    NewTopic topic =
        new NewTopic(ClusterPlan.PROBE_TOPIC, assignment)
            .configs(Map.of("retention.ms", "3600000", "cleanup.policy", "delete"));
    try {
      await(admin.createTopics(Set.of(topic)).all(), deadline);
    } catch (ExecutionException e) {
      // Somebody else verifies at the same time.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private List<List<Integer>> replicas(int from) {
    List<List<Integer>> replicas = new ArrayList<>();
    for (int broker = from; broker < brokers; broker++) {
      List<Integer> ids = new ArrayList<>();
      for (int i = 0; i < Math.min(REPLICAS, brokers); i++) {
        ids.add((broker + i) % brokers);
      }
      replicas.add(ids);
    }
    return replicas;
  }

  /** The leader of each partition, after those that lost theirs have been given it back. */
  private Map<Integer, Integer> leaders(Deadline deadline) {
    boolean[] elected = {false};
    return deadline.look(
        () -> {
          Map<Integer, Integer> leaders = currentLeaders(deadline);
          if (!elected[0] && leaders.size() == brokers && !preferred(leaders)) {
            elected[0] = elect(leaders, deadline);
          }
          return leaders;
        },
        leaders -> leaders.size() == brokers && preferred(leaders));
  }

  private static boolean preferred(Map<Integer, Integer> leaders) {
    return leaders.entrySet().stream().allMatch(entry -> entry.getKey().equals(entry.getValue()));
  }

  private Map<Integer, Integer> currentLeaders(Deadline deadline) {
    Map<Integer, Integer> leaders = new HashMap<>();
    try {
      for (TopicPartitionInfo partition : describe(deadline).partitions()) {
        Node leader = partition.leader();
        if (leader != null && !leader.isEmpty()) {
          leaders.put(partition.partition(), leader.id());
        }
      }
    } catch (ExecutionException | TimeoutException e) {
      // A broker that does not know the topic yet; the next look asks again.
      return leaders;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return leaders;
  }

  private boolean elect(Map<Integer, Integer> leaders, Deadline deadline) {
    Set<TopicPartition> strayed = new HashSet<>();
    leaders.forEach(
        (partition, leader) -> {
          if (!partition.equals(leader)) {
            strayed.add(partition(partition));
          }
        });
    try {
      await(admin.electLeaders(ElectionType.PREFERRED, strayed).all(), deadline);
      return true;
    } catch (ExecutionException e) {
      // Otherwise the preferred one is not in sync yet: asked again at the next look.
      return e.getCause() instanceof ElectionNotNeededException;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private TopicDescription describe(Deadline deadline)
      throws ExecutionException, InterruptedException, TimeoutException {
    return await(admin.describeTopics(Set.of(ClusterPlan.PROBE_TOPIC)).allTopicNames(), deadline)
        .values()
        .iterator()
        .next();
  }

  private static <T> T await(KafkaFuture<T> future, Deadline deadline)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
  }
}
