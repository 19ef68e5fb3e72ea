package dev.slipway.kubernetes.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.problem.ApplyException;
import dev.slipway.kubernetes.KubernetesTarget;
import dev.slipway.kubernetes.change.Changes.Action;
import dev.slipway.kubernetes.change.Changes.Change;
import dev.slipway.kubernetes.change.Step;
import dev.slipway.kubernetes.change.Step.Kind;
import dev.slipway.kubernetes.internal.observe.ExistingObjects;
import dev.slipway.kubernetes.internal.session.ApiServer;
import dev.slipway.kubernetes.internal.session.Ownership;
import dev.slipway.kubernetes.internal.session.ProgressTracker;
import dev.slipway.kubernetes.internal.session.Requests;
import dev.slipway.kubernetes.manifest.ServerVersion;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real API server; nothing here needs a pod. */
class ApplierTest {
  private static final ClusterSpec SPEC =
      ClusterSpec.builder()
          .name("orders")
          .zookeeper(zookeeper -> zookeeper.servers(3))
          .kafka(kafka -> kafka.brokers(3))
          .build();

  @TempDir static Path data;
  private static ApiServer server;
  private static KubernetesClient client;
  private static Requests requests;

  @BeforeAll
  static void start() throws Exception {
    server = ApiServer.start(data);
    client = server.client();
    requests = new Requests();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      requests.close();
      client.close();
      server.close();
    }
  }

  private static Applier applier(boolean force) {
    return new Applier(
        client, requests, new ProgressTracker(Duration.ofSeconds(20), progress -> {}), force);
  }

  private static Map<HasMetadata, Change> changes(HasMetadata wanted) {
    ServerVersion version = ServerVersion.of(client.getKubernetesVersion().getGitVersion());
    return applier(false)
        .changes(
            List.of(wanted),
            ExistingObjects.read(client, requests, version, "orders", List.of("default")));
  }

  private static ConfigMap map(String name, String value) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace("default")
        .withName(name)
        .withLabels(Ownership.selector("orders"))
        .endMetadata()
        .withData(Map.of("key", value))
        .build();
  }

  @Test
  void writesOnceAndThenFindsNothingToDo() {
    ConfigMap wanted = map("once", "value");
    Map<HasMetadata, Change> first = changes(wanted);

    applier(false).apply(first.keySet());

    assertThat(first.values()).extracting(Change::action).containsExactly(Action.CREATE);
    assertThat(changes(wanted)).isEmpty();
    assertThat(changes(map("once", "other")).values())
        .extracting(Change::why)
        .containsExactly("it was asked for otherwise");
  }

  @Test
  void namesTheFieldAndTheManagerOfAConflictBeforeAnythingIsTouched() {
    ConfigMap wanted = map("conflict", "ours");
    applier(false).apply(changes(wanted).keySet());
    client
        .resource(map("conflict", "theirs"))
        .fieldManager("by-hand")
        .forceConflicts()
        .serverSideApply();

    Map<HasMetadata, Change> changes = changes(wanted);

    assertThat(changes.values())
        .extracting(Change::why)
        .containsExactly(".data.key was changed by somebody else");
    assertThatThrownBy(() -> applier(false).rehearse(changes))
        .isInstanceOf(ApplyException.class)
        .hasMessageContaining("by-hand")
        .hasMessageContaining("forceConflicts()");
    applier(true).rehearse(changes);
    applier(true).apply(changes.keySet());
    assertThat(changes(wanted)).isEmpty();
  }

  @Test
  void refusesWhatIsOfSomebodyElse() {
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("foreign")
                .endMetadata()
                .build())
        .create();

    assertThat(changes(map("foreign", "ours")).values())
        .extracting(Change::action)
        .containsExactly(Action.REFUSE);
  }

  @Test
  void printsTheStepsOfANewClusterInTheirOrder() {
    assertThat(KubernetesTarget.of(client).diff(SPEC).steps())
        .extracting(Step::kind)
        .containsExactly(Kind.NAMESPACES, Kind.SERVICES, Kind.OBJECTS, Kind.WORKLOADS);
  }

  @Test
  void namesTheRightsThatAreMissing() {
    try (KubernetesClient stranger = server.stranger()) {
      assertThatThrownBy(() -> KubernetesTarget.of(stranger).diff(SPEC))
          .isInstanceOf(ApplyException.class)
          .hasMessageContaining("create statefulsets.apps in namespace orders")
          .hasMessageContaining("nothing was touched");
    }
  }
}
