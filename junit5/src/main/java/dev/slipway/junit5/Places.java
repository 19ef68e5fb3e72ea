package dev.slipway.junit5;

import dev.slipway.core.target.Deployment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which places of given targets are taken in a session: a second cluster there would be the first,
 * and the end of either the end of both.
 */
final class Places {
  private final Map<String, String> takenBy = new HashMap<>();

  /** Launches a cluster there, unless there is one already. */
  Deployment launch(Optional<String> place, String owner, Supplier<? extends Deployment> launch) {
    place.ifPresent(taken -> take(taken, owner));
    try {
      return launch.get();
    } catch (RuntimeException e) {
      free(place);
      throw e;
    }
  }

  private synchronized void take(String place, String owner) {
    String other = takenBy.putIfAbsent(place, owner);
    if (other != null) {
      throw new IllegalStateException(
          "cluster at "
              + place
              + ": wanted by "
              + owner
              + " while "
              + other
              + " has it (expected: a name or namespace of its own, or one cluster for all by"
              + " sharedBy(SESSION) with equal specification and target)");
    }
  }

  synchronized void free(Optional<String> place) {
    place.ifPresent(takenBy::remove);
  }
}
