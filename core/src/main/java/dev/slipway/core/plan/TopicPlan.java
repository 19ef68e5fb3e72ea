package dev.slipway.core.plan;

import dev.slipway.core.model.Secrets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic that exists when the cluster is ready.
 *
 * @param name its name
 * @param partitions how many partitions it has
 * @param replicas how many replicas each has
 * @param settings its settings
 */
public record TopicPlan(String name, int partitions, int replicas, Map<String, String> settings) {
  /** Keeps a copy, in order. */
  public TopicPlan {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  @Override
  public String toString() {
    Map<String, String> masked = new TreeMap<>(settings);
    masked.replaceAll(Secrets::masked);
    return name + ": " + partitions + " x " + replicas + (masked.isEmpty() ? "" : " " + masked);
  }
}
