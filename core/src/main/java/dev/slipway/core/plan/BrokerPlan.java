package dev.slipway.core.plan;

import java.util.List;

/**
 * One broker.
 *
 * @param id its {@code broker.id}: 0 for the first
 * @param name the name of its pod or folder
 * @param listeners its listeners, in the order of {@link ClusterPlan#listeners()}
 * @param logDir the folder of its data
 * @param config its {@code server.properties}
 */
public record BrokerPlan(
    int id, String name, List<ListenerEndpoints> listeners, String logDir, ConfigFile config)
    implements NodePlan {
  /** Keeps a copy. */
  public BrokerPlan {
    listeners = List.copyOf(listeners);
  }

  @Override
  public String folder() {
    return logDir;
  }

  /**
   * The addresses of one listener.
   *
   * @param kafkaName its name as Kafka knows it
   * @throws IllegalArgumentException if there is none of that name
   */
  public ListenerEndpoints listener(String kafkaName) {
    return listeners.stream()
        .filter(endpoints -> endpoints.listener().equals(kafkaName))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "listener: "
                        + kafkaName
                        + " (expected: one of "
                        + listeners.stream().map(ListenerEndpoints::listener).toList()
                        + ")"));
  }
}
