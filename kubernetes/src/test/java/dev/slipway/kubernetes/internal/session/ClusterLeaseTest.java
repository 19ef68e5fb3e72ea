package dev.slipway.kubernetes.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.problem.ApplyException;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterLeaseTest {
  @TempDir static Path data;
  private static ApiServer server;
  private static KubernetesClient client;

  @BeforeAll
  static void start() throws Exception {
    server = ApiServer.start(data);
    client = server.client();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      client.close();
      server.close();
    }
  }

  private static ClusterLease lease(String cluster, String purpose) {
    return new ClusterLease(client, cluster, "default", purpose);
  }

  private static ProgressTracker within(Duration limit) {
    return new ProgressTracker(limit, progress -> {});
  }

  @Test
  void isTakenByOneAndGoneAfterwards() {
    try (ClusterLease one = lease("one", "deploy");
        ClusterLease other = lease("one", "deploy")) {
      assertThat(one.take()).isTrue();
      assertThat(other.take()).isFalse();
      one.close();
      assertThat(other.isAbandoned()).isFalse();
      assertThat(other.take()).isTrue();
    }
    assertThat(client.leases().inNamespace("default").withName("one-slipway").get()).isNull();
  }

  @Test
  void refusesWhoWantsSomethingElseAndNamesTheHolder() {
    try (ClusterLease one = lease("named", "deploy");
        ClusterLease other = lease("named", "delete")) {
      assertThat(one.take()).isTrue();

      assertThatThrownBy(() -> other.awaitOthers(within(Duration.ofSeconds(5))))
          .isInstanceOf(ApplyException.class)
          .hasMessageContaining("wants something else")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void stopsWhoLostIt() {
    try (ClusterLease one = lease("lost", "deploy")) {
      assertThat(one.take()).isTrue();
      one.requireHeld();
      client.leases().inNamespace("default").withName("lost-slipway").delete();

      assertThatThrownBy(one::requireHeld)
          .isInstanceOf(ApplyException.class)
          .hasMessageContaining("the lease was lost");
    }
  }

  @Test
  void tellsWhoComesAfterACrashWhatWasLeftToDo() {
    try (ClusterLease killed = lease("killed", "deploy")) {
      assertThat(killed.take()).isTrue();
      killed.keep(List.of("apply objects", "restart brokers"));
      killed.requireHeld();
      assertThat(lease("killed", "deploy").kept()).isEmpty();

      client
          .leases()
          .inNamespace("default")
          .withName("killed-slipway")
          .edit(
              held ->
                  new LeaseBuilder(held)
                      .editSpec()
                      .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC).minusMinutes(1))
                      .endSpec()
                      .build());

      ClusterLease next = lease("killed", "deploy");
      assertThat(next.isAbandoned()).isTrue();
      assertThat(next.kept()).containsExactly("apply objects", "restart brokers");
      assertThat(next.take()).isTrue();
      assertThatThrownBy(killed::requireHeld).isInstanceOf(ApplyException.class);
      next.close();
    }
  }
}
