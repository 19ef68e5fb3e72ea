package dev.slipway.it.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.LoopbackFacts;
import dev.slipway.core.facts.MachineFacts;
import dev.slipway.core.facts.TargetFacts;
import dev.slipway.core.json.SpecJson;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.NodeAddressType;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.core.plan.BrokerPlan;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.ConfigFile;
import dev.slipway.core.plan.Planner;
import dev.slipway.core.problem.InvalidPlanException;
import dev.slipway.core.problem.Problem;
import dev.slipway.core.problem.ProblemCode;
import dev.slipway.core.problem.Severity;
import java.io.IOException;
import java.io.StringReader;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** However the grammar is walked, there is a plan or there are problems, and nothing else. */
class RandomWalkTest {
  private static final long STEPS = Long.getLong("walk.steps", 30_000);
  private static final long SEED = Long.getLong("walk.seed", 4_711);
  private static final SpecJson JSON = SpecJson.create();
  private static final int JSON_EVERY = 10;

  private final Refusals refusals = new Refusals();
  private final Set<ProblemCode> found = EnumSet.noneOf(ProblemCode.class);
  private long plans;
  private long problems;
  private long warnings;
  private long topics;

  @Test
  void endsInAPlanOrInProblems() throws IOException {
    walk(STEPS, SEED);
  }

  @Test
  @Tag("repeat")
  void endsSoFromElsewhere() throws IOException {
    walk(100_000, SEED + 1_000_000);
  }

  private void walk(long length, long first) throws IOException {
    System.out.println("random walk of " + length + " steps, seed " + first);
    long steps = 0;
    for (long walk = 0; steps < length; walk++) {
      long seed = first + walk;
      try {
        steps += walk(seed, walk % JSON_EVERY == 0);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("-Dwalk.seed=" + seed + " -Dwalk.steps=1: " + e, e);
      }
    }
    System.out.printf(
        "%d plans, %d lists of problems of %d codes, %d values refused at once%n",
        plans, problems, found.size(), refusals.count());

    if (length >= 30_000) {
      assertThat(plans).isGreaterThan(length / 100);
      assertThat(problems).isGreaterThan(length / 100);
      assertThat(warnings).isPositive();
      assertThat(topics).isPositive();
      assertThat((long) refusals.count()).isGreaterThan(length / 100);
      assertThat(found).hasSizeGreaterThan(35);
    }
  }

  private int walk(long seed, boolean stored) throws IOException {
    Chance chance = new Chance(new Random(seed));
    Walk walk = new Walk(chance, refusals);
    ClusterSpec spec = walk.go();
    TargetFacts facts = facts(chance, spec);
    List<Problem> expected = Planner.problems(spec, facts);
    expected.forEach(problem -> found.add(problem.code()));
    try {
      ClusterPlan plan = Planner.plan(spec, facts);
      plans++;
      warnings += plan.warnings().size();
      topics += plan.topics().size();
      assertThat(plan.warnings())
          .isEqualTo(expected)
          .allMatch(problem -> problem.severity() == Severity.WARNING);
      check(plan);
      assertThat(Planner.plan(stored ? JSON.read(JSON.write(spec)) : spec, facts)).isEqualTo(plan);
    } catch (InvalidPlanException e) {
      problems++;
      assertThat(e.problems()).isEqualTo(expected);
      assertThat(e.problems().get(0).severity()).isEqualTo(Severity.ERROR);
      assertThat(e.problems())
          .allMatch(p -> !p.place().isBlank() && !p.expectation().isBlank() && !p.fix().isBlank());
    }
    return walk.steps();
  }

  private static TargetFacts facts(Chance chance, ClusterSpec spec) {
    if (chance.percent(25)) {
      return LoopbackFacts.builder()
          .folder("/tmp/walk")
          .ports(
              IntStream.range(0, LoopbackFacts.portsNeeded(spec))
                  .map(i -> 40_000 + i)
                  .boxed()
                  .toList())
          .kafkaVersion(KafkaSpec.DEFAULT_VERSION)
          .zookeeperVersion(ZooKeeperSpec.DEFAULT_VERSION)
          .build();
    }
    KubernetesFacts.Builder facts = KubernetesFacts.builder();
    if (chance.percent(90)) {
      facts.machine(MachineFacts.of("a", NodeAddressType.INTERNAL_IP, "10.0.0.1"));
      facts.machine(MachineFacts.of("b", NodeAddressType.HOSTNAME, "b"));
    }
    if (chance.percent(20)) {
      facts.takenNodePorts(List.of(30_001, 32_000));
    }
    return facts.build();
  }

  private static void check(ClusterPlan plan) throws IOException {
    assertThat(plan.brokers()).isNotEmpty();
    for (BrokerPlan broker : plan.brokers()) {
      ConfigFile config = broker.config();
      Properties read = new Properties();
      read.load(new StringReader(config.render()));
      assertThat(read).isEqualTo(config.values()).hasSameSizeAs(config.settings());
      assertThat(read.getProperty("broker.id")).isEqualTo(Integer.toString(broker.id()));
      assertThat(read.getProperty("zookeeper.connect"))
          .isEqualTo(plan.quorum().connect())
          .contains(":");
      assertThat(read.getProperty("log.dirs")).isEqualTo(broker.logDir());
      int listeners = 2 + plan.spec().listeners().size();
      assertThat(read.getProperty("listeners").split(",", -1)).hasSize(listeners);
      assertThat(read.getProperty("advertised.listeners").split(",", -1))
          .hasSize(listeners)
          .allMatch(address -> address.matches("[A-Z][A-Z0-9_]*://[^:/]\\S*:(\\d+|<port of .*>)"))
          .doesNotHaveDuplicates();
      assertThat(read.getProperty("listener.security.protocol.map").split(",", -1))
          .hasSize(listeners);
      String replicas = read.getProperty("default.replication.factor").strip();
      if (!replicas.contains("$")) {
        assertThat(Integer.parseInt(replicas)).isBetween(1, plan.brokers().size());
      }
    }
    assertThat(plan.topics())
        .allMatch(topic -> topic.replicas() >= 1 && topic.replicas() <= plan.brokers().size());
    assertThat(plan.describe()).contains(plan.name());
  }
}
