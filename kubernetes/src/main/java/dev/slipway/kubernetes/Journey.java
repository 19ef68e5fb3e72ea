package dev.slipway.kubernetes;

import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a deployment has come: its time and what it tells of itself. */
final class Journey {
  private static final Logger LOG = LoggerFactory.getLogger(Journey.class);

  private final Duration limit;
  private final Consumer<? super Progress> listener;
  private final long begin = System.nanoTime();

  Journey(Duration limit, Consumer<? super Progress> listener) {
    this.limit = limit;
    this.listener = listener;
  }

  Duration limit() {
    return limit;
  }

  /** What is left of the limit; zero when it is over. */
  Duration left() {
    Duration left = limit.minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  synchronized void tell(String phase, String message) {
    Progress progress = new Progress(phase, message, elapsed());
    LOG.info("{}", progress);
    listener.accept(progress);
  }
}
