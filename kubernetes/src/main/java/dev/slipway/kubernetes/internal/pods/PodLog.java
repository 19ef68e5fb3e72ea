package dev.slipway.kubernetes.internal.pods;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;

/** What a pod's server has written. */
public final class PodLog {
  private PodLog() {}

  /** The last lines, or one that says why there are none. */
  public static List<String> tail(
      KubernetesClient client, String namespace, String pod, int lines) {
    try {
      String log = client.pods().inNamespace(namespace).withName(pod).tailingLines(lines).getLog();
      return log == null ? List.of() : log.lines().toList();
    } catch (KubernetesClientException e) {
      return List.of("(no log: " + e.getMessage() + ")");
    }
  }
}
