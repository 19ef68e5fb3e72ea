package dev.slipway.it.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs scripts in the first container of a pod.
 *
 * @param client the client
 * @param namespace the pod's namespace
 * @param pod the pod's name
 */
record PodShell(KubernetesClient client, String namespace, String pod) {
  /** An image with bash: {@code -Dslipway.shell.image}. */
  static final String IMAGE = System.getProperty("slipway.shell.image", "debian:bookworm-slim");

  private static final int LIMIT_SECONDS = 90;

  /**
   * What a script says.
   *
   * @throws AssertionError if it ends with another code than 0
   */
  String run(String shell, String script) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    String quoted = "'" + script.replace("'", "'\\''") + "'";
    try (ExecWatch running =
        client
            .pods()
            .inNamespace(namespace)
            .withName(pod)
            .writingOutput(said)
            .writingError(complained)
            .exec("sh", "-c", shell + " -c " + quoted)) {
      int code = running.exitCode().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (code != 0) {
        throw new AssertionError(
            pod + ": '" + script + "' ended with " + code + ": " + said + complained);
      }
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(pod + ": '" + script + "': " + said + complained, e);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  String run(String script) {
    return run("bash", script);
  }
}
