package dev.slipway.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.plan.ServerPlan;
import dev.slipway.core.probe.FourLetterWord;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** Kills nodes of one cluster under traffic, in an order and at times that a seed decides. */
final class Chaos {
  private static final int SERVERS = 3;
  private static final int BROKERS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final long seed;
  private final Random random;

  Chaos(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /** Who is killed. */
  enum Victim {
    LEADER,
    CONTROLLER,
    BROKER
  }

  /**
   * What became of one kill.
   *
   * @param recovery from the kill until every partition is written and read again
   */
  record Outcome(
      long seed, Victim victim, String node, int acknowledged, long lost, Duration recovery) {
    @Override
    public String toString() {
      return "| %d | %s %s | %d | %d | %d ms |"
          .formatted(seed, victim, node, acknowledged, lost, recovery.toMillis());
    }
  }

  /** Each victim once, each with traffic of its own. */
  void run(Consumer<Outcome> told) throws Exception {
    try (EmbeddedDeployment kafka =
        Layout.PROCESS_PER_NODE
            .target()
            .deploy(
                QuickSessions.cluster(
                    "chaos",
                    SERVERS,
                    BROKERS,
                    more ->
                        List.of(Victim.values())
                            .forEach(
                                victim ->
                                    more.topic(
                                        victim.name(),
                                        topic -> topic.partitions(Traffic.PARTITIONS)))))) {
      List<Victim> victims = new ArrayList<>(List.of(Victim.values()));
      Collections.shuffle(victims, random);
      for (Victim victim : victims) {
        told.accept(kill(victim, kafka));
      }
    }
  }

  private Outcome kill(Victim victim, EmbeddedDeployment kafka) throws Exception {
    try (Admin admin = Clients.admin(kafka.bootstrapServers());
        Traffic traffic = Traffic.over(kafka.bootstrapServers("external"), victim.name())) {
      traffic.awaitProgress(20 + random.nextInt(200));
      EmbeddedNode node = node(victim, kafka, admin);

      long begin = System.nanoTime();
      node.kill();
      traffic.awaitProgress(20);
      Duration recovery = Duration.ofNanos(System.nanoTime() - begin);
      node.start();
      kafka.verify(PATIENCE).orThrow();

      long lost = traffic.lost();
      assertThat(traffic.failures()).as("seed %d, %s", seed, victim).isEmpty();
      return new Outcome(seed, victim, node.name(), traffic.acknowledged(), lost, recovery);
    }
  }

  private EmbeddedNode node(Victim victim, EmbeddedDeployment kafka, Admin admin) throws Exception {
    return switch (victim) {
      case LEADER -> leader(kafka);
      case CONTROLLER -> kafka.broker(admin.describeCluster().controller().get().id());
      case BROKER -> kafka.broker(random.nextInt(BROKERS));
    };
  }

  private static EmbeddedNode leader(EmbeddedDeployment kafka) throws IOException {
    for (ServerPlan server : kafka.plan().servers()) {
      if (FourLetterWord.ask("srvr", server.client(), Duration.ofSeconds(2))
          .contains("Mode: leader")) {
        return kafka.server(server.id());
      }
    }
    throw new AssertionError("no server leads");
  }
}
