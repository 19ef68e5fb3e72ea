package dev.slipway.junit5;

import static dev.slipway.dsl.Slipway.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.target.Deployment;
import dev.slipway.core.target.Target;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody removes a cluster that somebody else still uses by the same name. */
class PlacesTest {
  @Test
  void refusesASecondClusterWhereOneIs() {
    List<Throwable> failures = Kit.failures(Kit.run(Both.class));

    assertThat(failures)
        .singleElement()
        .isInstanceOfSatisfying(
            IllegalStateException.class,
            refused ->
                assertThat(refused)
                    .hasMessageStartingWith("cluster at here kafka: wanted by ")
                    .hasMessageContaining("(expected: a name or namespace of its own"));
  }

  @Test
  void letsOneClassAfterTheOtherHaveIt() {
    Kit.passed(2, Kit.run(First.class, Second.class));
  }

  @Test
  void letsEqualOnesShareIt() {
    Kit.passed(2, Kit.run(Sharer.class, AnotherSharer.class));
  }

  static ClusterExtension kafka() {
    return ClusterExtension.of(cluster().zookeeper(1).kafka(1));
  }

  static class Both {
    @RegisterExtension
    static final TypedClusterExtension<EmbeddedDeployment> ALL = kafka().on(new OnePlace());

    @RegisterExtension
    static final TypedClusterExtension<EmbeddedDeployment> OWN =
        kafka().sharedBy(Sharing.CLASS).on(new OnePlace());

    @Test
    void never() {
      throw new AssertionError("ran (expected: refused before)");
    }
  }

  static class First {
    @RegisterExtension
    static final TypedClusterExtension<EmbeddedDeployment> KAFKA =
        kafka().sharedBy(Sharing.CLASS).on(new OnePlace());

    @Test
    void uses(Deployment kafka) {
      assertThat(kafka.bootstrapServers()).isNotEmpty();
    }
  }

  static class Second extends First {}

  static class Sharer {
    @RegisterExtension
    static final TypedClusterExtension<EmbeddedDeployment> KAFKA = kafka().on(new OnePlace());

    @Test
    void uses(Deployment kafka) {
      assertThat(kafka.bootstrapServers()).isNotEmpty();
    }
  }

  static class AnotherSharer extends Sharer {}

  /** As a namespace of Kubernetes is: one name, one cluster. */
  record OnePlace() implements Target<EmbeddedDeployment> {
    @Override
    public String name() {
      return "one-place";
    }

    @Override
    public EmbeddedDeployment deploy(ClusterSpec spec) {
      return EmbeddedTarget.create().deploy(spec);
    }

    @Override
    public Optional<String> place(ClusterSpec spec) {
      return Optional.of("here " + spec.name());
    }
  }
}
