package dev.slipway.core.plan;

import dev.slipway.core.model.ExposureNeeds;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the planner has given an exposure for what it {@linkplain ExposureNeeds needs}: decided
 * once, and all that a renderer may use.
 *
 * @param needs what was asked for
 * @param shares what each broker was given, by its id
 */
public record Allotment(ExposureNeeds needs, List<Share> shares) {
  /** Keeps a copy. */
  public Allotment {
    shares = List.copyOf(shares);
  }

  /**
   * What one broker was given.
   *
   * @param service the name of the Service that exposes it; empty where none does
   * @param port the port that clients dial; empty while the API server has still to choose it
   * @param advertised what clients are told
   */
  public record Share(Optional<String> service, OptionalInt port, Advertised advertised) {}
}
