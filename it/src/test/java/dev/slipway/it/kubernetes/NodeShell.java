package dev.slipway.it.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A shell in the network of every machine, in the machine's own files: a privileged pod each. Its
 * namespace's end is theirs.
 */
final class NodeShell {
  private static final String NAME = "shell-";

  private final Map<String, PodShell> shells = new LinkedHashMap<>();

  /** Returns when every shell runs. */
  NodeShell(KubernetesClient client, String namespace) {
    for (Node machine : client.nodes().list().getItems()) {
      String node = machine.getMetadata().getName();
      client
          .resource(
              new PodBuilder()
                  .withNewMetadata()
                  .withNamespace(namespace)
                  .withName(NAME + node)
                  .endMetadata()
                  .withNewSpec()
                  .withNodeName(node)
                  .withHostNetwork(true)
                  .withTerminationGracePeriodSeconds(0L)
                  .addNewContainer()
                  .withName("shell")
                  .withImage(PodShell.IMAGE)
                  .withCommand("sleep", "infinity")
                  .withNewSecurityContext()
                  .withPrivileged(true)
                  .endSecurityContext()
                  .addNewVolumeMount()
                  .withName("machine")
                  .withMountPath("/machine")
                  .endVolumeMount()
                  .endContainer()
                  .addNewVolume()
                  .withName("machine")
                  .withNewHostPath("/", "Directory")
                  .endVolume()
                  .endSpec()
                  .build())
          .create();
      shells.put(node, new PodShell(client, namespace, NAME + node));
    }
    for (String node : shells.keySet()) {
      client
          .pods()
          .inNamespace(namespace)
          .withName(NAME + node)
          .waitUntilReady(1, TimeUnit.MINUTES);
    }
  }

  /** Runs a script as root of every machine. */
  void run(String script) {
    shells.values().forEach(shell -> shell.run("chroot /machine sh -e", script));
  }
}
