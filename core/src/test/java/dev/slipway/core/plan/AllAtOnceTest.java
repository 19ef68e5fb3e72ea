package dev.slipway.core.plan;

import static dev.slipway.core.plan.Samples.EXCLUDING;
import static dev.slipway.core.plan.Samples.KUBERNETES;
import static dev.slipway.core.plan.Samples.NODE_PORT;
import static dev.slipway.core.plan.Samples.listener;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.NamespacesSpec;
import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.model.TopicSpec;
import dev.slipway.core.problem.InvalidPlanException;
import dev.slipway.core.problem.Problem;
import dev.slipway.core.problem.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllAtOnceTest {
  private static final ClusterSpec VERY_WRONG =
      Samples.cluster(
          zookeeper ->
              zookeeper
                  .servers(8)
                  .chroot("kafka/")
                  .version("new")
                  .setting("dataDir", "/here")
                  .setting("tickTme", "1"),
          kafka ->
              kafka
                  .brokers(2)
                  .version("4.1.0")
                  .image("no image")
                  .clientPort(15_001)
                  .internalPort(80)
                  .setting("default.replication.factor", "3")
                  .setting("offsets.topic.replication.factor", "3")
                  .setting("min.insync.replicas", "3")
                  .setting("process.roles", "broker")
                  .setting("num.io.threads", "none")
                  .topic(TopicSpec.of("a.b"))
                  .topic(TopicSpec.of("a_b"))
                  .topic(TopicSpec.of("a b")),
          cluster ->
              cluster
                  .name("Kafka!")
                  .namespaces(NamespacesSpec.of("zoo.keeper", "kafka"))
                  .mesh(EXCLUDING)
                  .client(new ServiceAccount("orders.v1", "apps"))
                  .listener(listener("internal", NODE_PORT.from(32_767)))
                  .listener(listener("partners", NODE_PORT.hosts("a", "b", "c").from(32_767)))
                  .label("slipway.dev/mine", "x"));

  @Test
  void reportsEveryProblemOfAVeryWrongSpecificationErrorsFirst() {
    assertThat(Samples.problems(VERY_WRONG))
        .extracting(Problem::code)
        .containsExactly(
            ProblemCode.NAME_NOT_DNS,
            ProblemCode.NAME_NOT_DNS,
            ProblemCode.LISTENER_NAME,
            ProblemCode.LABEL_OWNED,
            ProblemCode.IMAGE_INVALID,
            ProblemCode.CHROOT_INVALID,
            ProblemCode.VERSION_WITHOUT_ZOOKEEPER,
            ProblemCode.VERSION_UNREADABLE,
            ProblemCode.SETTING_OWNED,
            ProblemCode.SETTING_VALUE,
            ProblemCode.SETTING_READ_ONLY,
            ProblemCode.REPLICATION_ABOVE_BROKERS,
            ProblemCode.REPLICATION_ABOVE_BROKERS,
            ProblemCode.MIN_ISR_BLOCKS_RESTART,
            ProblemCode.TOPIC_DUPLICATE,
            ProblemCode.TOPIC_NAME_INVALID,
            ProblemCode.PORT_OUT_OF_RANGE,
            ProblemCode.PORT_OUT_OF_RANGE,
            ProblemCode.PORT_COLLISION,
            ProblemCode.PORT_OUT_OF_RANGE,
            ProblemCode.ADVERTISED_UNCOVERED,
            ProblemCode.MESH_PORT_RESERVED,
            ProblemCode.MESH_IDENTITY_DOT,
            ProblemCode.SERVERS_EVEN,
            ProblemCode.SERVERS_MANY,
            ProblemCode.SETTING_UNKNOWN,
            ProblemCode.EXPOSURE_BYPASSES_MESH,
            ProblemCode.EXPOSURE_BYPASSES_MESH);
  }

  @Test
  void keepsTheOrder() {
    List<Problem> first = Samples.problems(VERY_WRONG);

    assertThat(Samples.problems(VERY_WRONG)).isEqualTo(first).doesNotHaveDuplicates();
  }

  @Test
  void putsEveryProblemIntoTheMessage() {
    InvalidPlanException thrown =
        catchThrowableOfType(
            InvalidPlanException.class, () -> Planner.plan(VERY_WRONG, KUBERNETES));

    assertThat(thrown.problems()).hasSize(28).isEqualTo(Samples.problems(VERY_WRONG));
    assertThat(thrown)
        .hasMessageStartingWith(
            "Cluster 'Kafka!' can't be planned for target 'kubernetes' (28 problems)\n  - [PLAN-");
    thrown.problems().forEach(problem -> assertThat(thrown).hasMessageContaining("  - " + problem));
  }
}
