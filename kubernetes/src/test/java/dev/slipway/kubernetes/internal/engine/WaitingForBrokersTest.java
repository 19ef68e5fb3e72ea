package dev.slipway.kubernetes.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.plan.TopicPlan;
import dev.slipway.core.probe.ClusterAdmin;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.kubernetes.internal.session.ProgressTracker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitingForBrokersTest {
  private static final String REASON = "the brokers can't be asked: TimeoutException: no answer";

  @Test
  void endsWithWhatWasSeenLast() {
    assertThatThrownBy(() -> Topics.awaitBrokers("c", 3, new Refused(9), briefly()))
        .isInstanceOf(NotReadyException.class)
        .hasMessage("Cluster 'c': not every broker is registered within 0 s: " + REASON);
  }

  @Test
  void asksForTheControllerUntilItIsTold() {
    ProgressTracker tracker = new ProgressTracker(Duration.ofSeconds(20), progress -> {});

    assertThat(
            RollingRestart.awaitController(new Refused(1), tracker, WaitingForBrokersTest::stuck))
        .isEqualTo(7);
  }

  @Test
  void namesNobodyTheControllerWhereNobodyCanBeAsked() {
    assertThatThrownBy(
            () ->
                RollingRestart.awaitController(
                    new Refused(9), briefly(), WaitingForBrokersTest::stuck))
        .isInstanceOf(NotReadyException.class)
        .hasMessage(REASON);
  }

  private static NotReadyException stuck(String reason) {
    return new NotReadyException(reason, List.of());
  }

  private static ProgressTracker briefly() {
    return new ProgressTracker(Duration.ofMillis(100), progress -> {});
  }

  /** Brokers that can't be asked so many times. */
  private static final class Refused implements ClusterAdmin {
    private int left;

    Refused(int times) {
      this.left = times;
    }

    @Override
    public Optional<String> whyNotComplete(int brokers) {
      return left-- > 0 ? Optional.of(REASON) : Optional.empty();
    }

    @Override
    public Optional<Integer> controller() {
      if (left-- > 0) {
        throw new IllegalStateException(REASON);
      }
      return Optional.of(7);
    }

    @Override
    public Optional<String> whyNotRestart(int broker) {
      return Optional.empty();
    }

    @Override
    public void ensureTopics(List<TopicPlan> topics, Duration timeout) {}

    @Override
    public void prepareProbes(int brokers, Duration timeout) {}

    @Override
    public void close() {}
  }
}
