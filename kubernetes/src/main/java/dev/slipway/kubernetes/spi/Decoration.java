package dev.slipway.kubernetes.spi;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Labels and annotations that a mesh puts on an object of somebody else.
 *
 * @param labels the labels
 * @param annotations the annotations
 */
public record Decoration(Map<String, String> labels, Map<String, String> annotations) {
  private static final Decoration NONE = new Decoration(Map.of(), Map.of());

  /** Keeps copies, in order. */
  public Decoration {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  /** Nothing. */
  public static Decoration none() {
    return NONE;
  }
}
