package dev.slipway.junit5;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Makes the topics of tests, and deletes them. */
final class TopicAdmin {
  private static final System.Logger LOG = System.getLogger(TopicAdmin.class.getName());

  private static final long SECONDS = 30;

  private final Admin admin;

  TopicAdmin(Admin admin) {
    this.admin = admin;
  }

  Topic create(String name, Optional<TopicShape> shape) {
    int partitions = shape.map(TopicShape::partitions).orElse(1);
    NewTopic topic =
        new NewTopic(
                name, Optional.of(partitions), shape.map(TopicShape::replicas).filter(n -> n > 0))
            .configs(shape.map(said -> KeyValues.of(said.settings())).orElse(Map.of()));
    try {
      admin.createTopics(List.of(topic)).all().get(SECONDS, TimeUnit.SECONDS);
      return new Topic(name, partitions);
    } catch (ExecutionException e) {
      throw failed(name, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw failed(name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(name, e);
    }
  }

  private static ParameterResolutionException failed(String name, Throwable cause) {
    return new ParameterResolutionException(
        "topic " + name + ": not made: " + cause.getMessage() + " (expected: to be made)", cause);
  }

  /** Begins to delete it: nobody waits for what nobody uses. */
  void delete(String name) {
    KafkaFuture<Void> unused =
        admin
            .deleteTopics(List.of(name))
            .all()
            .whenComplete(
                (nothing, failure) -> {
                  if (failure != null) {
                    LOG.log(
                        System.Logger.Level.DEBUG, "Topic " + name + " was not deleted", failure);
                  }
                });
  }
}
