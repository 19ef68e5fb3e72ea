package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.probe.ClusterAdmin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class KafkaAdminTest {
  @Test
  void saysWhyNobodyIsAsked() throws IOException {
    try (ClusterAdmin admin = new KafkaAdmin(Admin.create(toNobody()))) {
      assertThat(admin.whyNotComplete(1))
          .hasValueSatisfying(
              reason ->
                  assertThat(reason)
                      .startsWith("the brokers can't be asked: TimeoutException: ")
                      .contains("Timed out"));
      assertThatThrownBy(admin::controller)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("the brokers can't be asked: TimeoutException: ")
          .hasCauseInstanceOf(ExecutionException.class);
    }
  }

  private static Map<String, Object> toNobody() throws IOException {
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Map.of(
          "bootstrap.servers", "127.0.0.1:" + gone.getLocalPort(),
          "request.timeout.ms", 200,
          "default.api.timeout.ms", 300);
    }
  }
}
