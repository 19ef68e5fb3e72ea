package dev.slipway.kubernetes;

import dev.slipway.core.probe.TimeLimit;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a deployment has come: its time and what it tells of itself. */
final class Journey {
  private static final Logger LOG = LoggerFactory.getLogger(Journey.class);

  private final TimeLimit limit;
  private final Consumer<? super Progress> listener;

  Journey(Duration limit, Consumer<? super Progress> listener) {
    this.limit = TimeLimit.in(limit);
    this.listener = listener;
  }

  Duration limit() {
    return limit.limit();
  }

  /** What is left of the limit; zero when it is over. */
  Duration left() {
    return limit.left();
  }

  Duration elapsed() {
    return limit.elapsed();
  }

  synchronized void tell(String phase, String message) {
    Progress progress = new Progress(phase, message, elapsed());
    LOG.info("{}", progress);
    listener.accept(progress);
  }
}
