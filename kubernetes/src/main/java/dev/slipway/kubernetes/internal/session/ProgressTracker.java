package dev.slipway.kubernetes.internal.session;

import dev.slipway.core.probe.TimeLimit;
import dev.slipway.kubernetes.change.Progress;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a deployment has come: its time and what it tells of itself. */
public final class ProgressTracker {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressTracker.class);

  private final TimeLimit limit;
  private final Consumer<? super Progress> listener;

  public ProgressTracker(Duration limit, Consumer<? super Progress> listener) {
    this.limit = TimeLimit.in(limit);
    this.listener = listener;
  }

  public Duration limit() {
    return limit.limit();
  }

  /** What is left of the limit; zero when it is over. */
  public Duration left() {
    return limit.left();
  }

  Duration elapsed() {
    return limit.elapsed();
  }

  public synchronized void tell(String phase, String message) {
    Progress progress = new Progress(phase, message, elapsed());
    LOG.info("{}", progress);
    listener.accept(progress);
  }
}
