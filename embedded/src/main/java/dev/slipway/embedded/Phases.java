package dev.slipway.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where the time of a start went. */
final class Phases {
  private final List<EmbeddedDeployment.Phase> phases = new ArrayList<>();

  <T> T timed(String name, Supplier<T> work) {
    long begin = System.nanoTime();
    T result = work.get();
    phases.add(new EmbeddedDeployment.Phase(name, Duration.ofNanos(System.nanoTime() - begin)));
    return result;
  }

  void timed(String name, Runnable work) {
    timed(
        name,
        () -> {
          work.run();
          return name;
        });
  }

  List<EmbeddedDeployment.Phase> all() {
    return List.copyOf(phases);
  }

  @Override
  public String toString() {
    return phases.stream()
        .map(phase -> phase.name() + " " + phase.took().toMillis() + " ms")
        .collect(Collectors.joining(", "));
  }
}
