package dev.slipway.it.kubernetes;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.problem.ApplyException;
import dev.slipway.kubernetes.KubernetesTarget;
import dev.slipway.kubernetes.change.Changes;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** At an API server in which nothing is, and which allots NodePorts elsewhere than most. */
class PortRangeTest {
  private static final String SERVICES = "/api/v1/namespaces/default/services";
  private static final String REFUSAL =
      """
      {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 422, "reason": "Invalid",
       "message": "Service \\"q\\" is invalid: spec.ports[0].nodePort: Invalid value: 1: provided \
      port is not in the valid range. The range of valid ports is 20000-22767"}
      """;
  private static final String FORBIDDEN =
      """
      {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 403, "reason":
       "Forbidden", "message": "services is forbidden"}
      """;
  private static final String ABSENT =
      """
      {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 404, "reason": "NotFound",
       "message": "not found"}
      """;

  private final List<String> writes = new CopyOnWriteArrayList<>();
  private volatile boolean mayMakeServices = true;
  private HttpServer server;
  private KubernetesClient client;

  @BeforeEach
  void begin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
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

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/version")) {
      send(exchange, 200, "{\"major\": \"1\", \"minor\": \"36\", \"gitVersion\": \"v1.36.0\"}");
    } else if (!exchange.getRequestMethod().equals("GET")) {
      writes.add(exchange.getRequestMethod() + " " + path);
      send(exchange, mayMakeServices ? 422 : 403, mayMakeServices ? REFUSAL : FORBIDDEN);
    } else {
      String last = path.substring(path.lastIndexOf('/') + 1);
      boolean list = exchange.getRequestURI().getQuery() != null || last.equals("services");
      send(
          exchange,
          list ? 200 : 404,
          list ? "{\"kind\": \"List\", \"apiVersion\": \"v1\", \"items\": []}" : ABSENT);
    }
  }

  private static void send(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static ClusterSpec from(int port) {
    return cluster("c")
        .zookeeper(1)
        .kafka(1)
        .expose(nodePortPerBroker().host("192.0.2.1").from(port))
        .build();
  }

  @Test
  void differenceRefusesAPortThatIsNotAllotted() {
    Changes changes = KubernetesTarget.of(client).diff(from(30_000));

    assertThat(changes.changes())
        .filteredOn(change -> change.action() == Changes.Action.REFUSE)
        .isNotEmpty()
        .allSatisfy(
            change -> {
              assertThat(change.object()).startsWith("Service c/");
              assertThat(change.why()).contains("nodePort 3000", "within 20000-22767");
            });
    assertThat(writes).containsExactly("POST " + SERVICES);
  }

  @Test
  void manifestsWithAPortThatIsNotAllottedAreRefused() {
    assertThatThrownBy(() -> KubernetesTarget.of(client).manifests(from(30_000)))
        .isInstanceOf(ApplyException.class)
        .hasMessageContaining("nodePort 30000 (expected: within 20000-22767");
  }

  @Test
  void manifestsAskNobodyWhereTheRangeIsSaid() {
    KubernetesTarget target = KubernetesTarget.of(client).nodePorts(30_000, 32_767);

    assertThat(target.manifests(from(30_000)).objects()).isNotEmpty();
    assertThat(writes).isEmpty();
  }

  @Test
  void whoMayNotMakeServicesIsNotKeptFromLooking() {
    mayMakeServices = false;

    Changes changes = KubernetesTarget.of(client).diff(from(30_000));

    assertThat(changes.changes())
        .isNotEmpty()
        .allMatch(change -> change.action() == Changes.Action.CREATE);
    assertThat(KubernetesTarget.of(client).manifests(from(30_000)).objects()).isNotEmpty();
  }
}
