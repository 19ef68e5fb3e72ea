package dev.slipway.kubernetes.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.core.plan.Endpoint;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InClusterAddressTest {
  private static final String SERVICE =
      """
      {"kind": "Service", "apiVersion": "v1", "metadata": {"name": "%s", "namespace": "team"},
       "spec": {"clusterIP": "%s", "selector": {"app": "zk"},
                "ports": [{"port": 2181, "targetPort": "client"}]}}
      """;
  private static final String PODS =
      """
      {"kind": "PodList", "apiVersion": "v1", "items": [%s, %s]}
      """
          .formatted(pod("zk-0", "False"), pod("zk-1", "True"));
  private static final Map<String, String> THERE =
      Map.of(
          "/api/v1/namespaces/team/services/zk", SERVICE.formatted("zk", "10.0.0.9"),
          "/api/v1/namespaces/team/services/peers", SERVICE.formatted("peers", "None"),
          "/api/v1/namespaces/team/pods", PODS);
  private static final String REFUSED =
      """
      {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": %d, "message": "no"}
      """;

  private HttpServer server;
  private KubernetesClient client;

  private static String pod(String name, String ready) {
    return """
    {"metadata": {"name": "%s", "namespace": "team"},
     "spec": {"containers": [{"name": "zk",
       "ports": [{"name": "client", "containerPort": 12181}]}]},
     "status": {"conditions": [{"type": "Ready", "status": "%s"}]}}
    """
        .formatted(name, ready);
  }

  @BeforeEach
  void begin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", InClusterAddressTest::answer);
    server.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withAutoConfigure(false)
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
  }

  @AfterEach
  void end() {
    client.close();
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int code = THERE.containsKey(path) ? 200 : path.contains("/secret/") ? 403 : 404;
    byte[] body =
        THERE.getOrDefault(path, REFUSED.formatted(code)).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private Optional<InClusterAddress> find(String host) {
    return InClusterAddress.find(client, new Endpoint(host, 2181), "kafka");
  }

  @Test
  void isAReadyPodAndThePortThatTheServiceMaps() {
    assertThat(find("zk.team.svc.cluster.local"))
        .hasValue(new InClusterAddress("team", new PodPort("zk-1", 12181)));
    assertThat(find("zk.team")).hasValue(new InClusterAddress("team", new PodPort("zk-1", 12181)));
  }

  @Test
  void isThePodThatIsNamedAtItsOwnPort() {
    assertThat(find("zk-0.peers.team.svc"))
        .hasValue(new InClusterAddress("team", new PodPort("zk-0", 2181)));
    assertThat(find("zk-7.peers.team.svc")).isEmpty();
  }

  @Test
  void isNothingWhereNoServiceIsOfThatName() {
    assertThat(find("zk.elsewhere.svc")).isEmpty();
    assertThat(find("192.0.2.1")).isEmpty();
  }

  @Test
  void isRefusedWhereServicesMayNotBeSeen() {
    assertThatThrownBy(() -> find("zk.secret.svc")).isInstanceOf(KubernetesClientException.class);
  }
}
