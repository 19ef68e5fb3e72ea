package dev.slipway.it.kubernetes;

import static dev.slipway.dsl.Slipway.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.kubernetes.KubernetesDeployment;
import dev.slipway.kubernetes.KubernetesTarget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An API server that is overloaded, fails, and drops connections: every fifth request meets one.
 */
@Tag("cluster")
class FlakyApiClusterTest {
  private static final int ONE_OF = 5;
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @RegisterExtension final RealCluster real = RealCluster.connect();

  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger faults = new AtomicInteger();
  private HttpServer faulty;

  @BeforeEach
  void start() throws IOException {
    faulty = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    faulty.createContext("/", this::fail);
    faulty.start();
  }

  @AfterEach
  void clean() {
    faulty.stop(0);
  }

  private void fail(HttpExchange exchange) throws IOException {
    switch (faults.getAndIncrement() % 3) {
      case 0 -> {
        exchange.getResponseHeaders().add("Retry-After", "1");
        exchange.sendResponseHeaders(429, -1);
      }
      case 1 -> exchange.sendResponseHeaders(503, -1);
      default -> exchange.close();
    }
  }

  @Test
  void isTriedAgainUntilItWorks() {
    ClusterSpec spec = cluster(real.claim("flaky")).zookeeper(1).kafka(1).build();
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withHttpClientBuilderConsumer(
                http -> http.addOrReplaceInterceptor("detour", new Detour()))
            .build()) {
      try (KubernetesDeployment kafka =
          KubernetesTarget.of(client).readyWithin(LIMIT).deploy(spec)) {
        kafka.verify().orThrow();
      }
    }
    assertThat(KubernetesTarget.of(real.client()).diff(spec).none()).isTrue();
    assertThat(faults.get()).isGreaterThan(ONE_OF);
  }

  private final class Detour implements Interceptor {
    private final URI detour =
        URI.create("http://localhost:" + faulty.getAddress().getPort() + "/detour");

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      String path = request.uri().getPath();
      // Where there is no API server at all, nobody waits for it.
      if (!path.endsWith("/portforward")
          && !path.endsWith("/version")
          && requests.incrementAndGet() % ONE_OF == 0) {
        builder.uri(detour);
      }
    }
  }
}
