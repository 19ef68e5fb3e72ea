package dev.slipway.kubernetes.internal.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.kubernetes.internal.session.Transience;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodWatchTest {
  /** Seen on a real cluster: the HTTP library's own exception, which nobody tried again. */
  @Test
  void takesAConnectionThatEndsForAFaultThatPasses() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", HttpExchange::close);
    server.start();
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withAutoConfigure(false)
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build()) {
      Throwable failure = catchThrowable(() -> PodWatch.ofPods(client, "c", List.of("c")));

      assertThat(failure).isInstanceOf(KubernetesClientException.class);
      assertThat(Transience.isTransient((RuntimeException) failure)).isTrue();
    } finally {
      server.stop(0);
    }
  }
}
