package dev.slipway.kubernetes.internal.access;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens streams to ports of pods through the API server, as {@code kubectl port-forward} does: one
 * WebSocket each, on the client's own HTTP connections. Needs the right to {@code get} {@code
 * pods/portforward}, on current clusters also to {@code create} it.
 *
 * <p>That nothing listens on a port shows only after a stream is open: then it ends. Nothing tells
 * a pod that no more will be written; it learns when the stream is closed.
 */
public final class PortForwardDialer implements Dialer {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final HttpClient http;
  private final String pods;

  private PortForwardDialer(HttpClient http, String pods) {
    this.http = http;
    this.pods = pods;
  }

  /**
   * Reaches the pods of one namespace.
   *
   * @param client not closed; closing it ends all streams
   */
  public static PortForwardDialer of(KubernetesClient client, String namespace) {
    String master = client.getMasterUrl().toString();
    return new PortForwardDialer(
        client.getHttpClient(),
        (master.endsWith("/") ? master : master + "/")
            + "api/v1/namespaces/"
            + namespace
            + "/pods/");
  }

  @Override
  public ByteStream open(String node, int port) throws IOException {
    PortForwardStream stream = new PortForwardStream(node, port);
    CompletableFuture<WebSocket> opening =
        http.newWebSocketBuilder()
            .uri(URI.create(pods + node + "/portforward?ports=" + port))
            .subprotocol("v4.channel.k8s.io")
            .connectTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
            .buildAsync(stream);
    try {
      stream.opened(opening.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
      return stream;
    } catch (ExecutionException e) {
      throw new IOException(stream + ": " + reason(e), e);
    } catch (TimeoutException e) {
      abandon(opening);
      throw new IOException(stream + ": no answer from the API server within " + LIMIT, e);
    } catch (InterruptedException e) {
      abandon(opening);
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException(stream + ": interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private static void abandon(CompletableFuture<WebSocket> opening) {
    var unused = opening.thenAccept(late -> late.sendClose(PortForwardStream.NORMAL, ""));
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof WebSocketHandshakeException refused) {
      return switch (refused.getResponse().code()) {
        case 401 -> "the API server does not know the account (401)";
        case 403 -> "no right to get or create pods/portforward (403)";
        case 404 -> "no such pod (404)";
        default -> "the API server answered " + refused.getResponse().code();
      };
    }
    return String.valueOf(cause);
  }
}
