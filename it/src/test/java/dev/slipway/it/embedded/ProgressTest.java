package dev.slipway.it.embedded;

import static dev.slipway.dsl.Slipway.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** A user sees in the log what is going on, and nothing else. */
class ProgressTest {
  @Test
  void logsTheStartAndTheEnd() {
    Logger logger = Logger.getLogger("dev.slipway");
    Records records = new Records();
    logger.addHandler(records);
    try (EmbeddedDeployment kafka =
        EmbeddedTarget.create().deploy(cluster("told").zookeeper(1).kafka(1).build())) {
      assertThat(records.lines).hasSize(2);
      assertThat(records.lines.get(0))
          .startsWith("INFO Starting ")
          .contains("told for embedded: 1 servers, 1 brokers", kafka.folder().toString());
      assertThat(records.lines.get(1))
          .startsWith("INFO Started told: ")
          .contains(" ms")
          .contains(kafka.phases().stream().map(EmbeddedDeployment.Phase::name).toList());
    } finally {
      logger.removeHandler(records);
    }

    assertThat(records.lines).hasSize(3).last().isEqualTo("INFO Ended told");
  }

  private static final class Records extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord record) {
      if (record.getLevel().intValue() >= Level.INFO.intValue()) {
        lines.add(record.getLevel() + " " + record.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
