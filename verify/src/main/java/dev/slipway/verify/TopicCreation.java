package dev.slipway.verify;

import dev.slipway.core.plan.TopicPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates topics that may be there. A controller that is slow, or not the controller any more,
 * refuses what it may have done all the same, so it is asked again while there is time.
 */
final class TopicCreation {
  private final Admin admin;
  private final List<TopicPlan> topics;
  private final Deadline deadline;
  private final Set<String> missing;
  private final List<String> there = new ArrayList<>();
  private final Map<String, String> refusals = new LinkedHashMap<>();

  TopicCreation(Admin admin, List<TopicPlan> topics, Deadline deadline) {
    this.admin = admin;
    this.topics = topics;
    this.deadline = deadline;
    this.missing = topics.stream().map(TopicPlan::name).collect(Collectors.toSet());
  }

  void run() {
    while (!missing.isEmpty()) {
      ask().forEach(this::hear);
      if (!missing.isEmpty() && !deadline.again()) {
        return;
      }
    }
  }

  /** The topics that were there already. */
  List<String> there() {
    return there;
  }

  /** Why a topic is not there; empty if all are. */
  List<String> refusals() {
    return refusals.entrySet().stream()
        .map(refusal -> refusal.getKey() + ": " + refusal.getValue())
        .toList();
  }

  private Map<String, KafkaFuture<Void>> ask() {
    return admin
        .createTopics(
            topics.stream()
                .filter(topic -> missing.contains(topic.name()))
                .map(
                    topic ->
                        new NewTopic(topic.name(), topic.partitions(), (short) topic.replicas())
                            .configs(topic.settings()))
                .toList())
        .values();
  }

  private void hear(String topic, KafkaFuture<Void> answer) {
    try {
      answer.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
      found(topic);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        there.add(topic);
        found(topic);
        return;
      }
      refusals.put(topic, Failures.seen(e));
      if (!(e.getCause() instanceof RetriableException)) {
        missing.remove(topic);
      }
    } catch (TimeoutException e) {
      refusals.put(topic, "no answer in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      refusals.put(topic, "interrupted");
    }
  }

  private void found(String topic) {
    missing.remove(topic);
    refusals.remove(topic);
  }
}
