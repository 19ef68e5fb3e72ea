package dev.slipway.core.plan;

import dev.slipway.core.model.ExposureSpec;
import java.util.List;
import java.util.Optional;

/**
 * One listener of all brokers.
 *
 * @param name the name as it was asked for, such as {@code external}
 * @param kafkaName the name as Kafka knows it, such as {@code EXTERNAL}
 * @param port the port of each broker on Kubernetes; 0 where each broker has one of its own
 * @param audience whom it is for
 * @param exposure how it is reached from outside; empty for a listener that is not
 * @param allotment what the planner has given that exposure; empty for a listener without one
 * @param security how its connections are secured
 */
public record ListenerPlan(
    String name,
    String kafkaName,
    int port,
    Audience audience,
    Optional<ExposureSpec> exposure,
    Optional<Allotment> allotment,
    ListenerSecurity security) {
  /** The names of the Services that expose it, one for each broker; none where none does. */
  public List<String> services() {
    return allotment.stream()
        .flatMap(given -> given.shares().stream())
        .flatMap(share -> share.service().stream())
        .toList();
  }

  /** Whom a listener is for. */
  public enum Audience {
    /** Clients inside the cluster. */
    CLIENTS("clients inside the cluster"),
    /** The brokers themselves. */
    BROKERS("the brokers among themselves"),
    /** Clients outside the cluster. */
    OUTSIDERS("clients outside the cluster");

    private final String words;

    Audience(String words) {
      this.words = words;
    }

    /** The audience in words. */
    public String words() {
      return words;
    }
  }
}
