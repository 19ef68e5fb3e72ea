package dev.slipway.it.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A machine that is cut off from the network for a while, by a privileged pod in its network. The
 * image must have bash and iproute2: {@code -Dslipway.cut.image}.
 */
final class NodeCut implements AutoCloseable {
  private static final String IMAGE =
      System.getProperty("slipway.cut.image", "debian:bookworm-slim");
  private static final int KUBELET = 10250;
  private static final long LIMIT = TimeUnit.MINUTES.toNanos(1);

  private final PodResource pod;
  private final String address;

  private NodeCut(PodResource pod, String address) {
    this.pod = pod;
    this.address = address;
  }

  /** Returns when the machine can't be reached any more. */
  static NodeCut of(KubernetesClient client, String namespace, String node, int seconds) {
    Node machine = client.nodes().withName(node).get();
    String address = machine.getStatus().getAddresses().get(0).getAddress();
    String script =
        "ip route show | grep via > /tmp/routes; device=$(ip -o -4 addr show | grep -w "
            + address
            + " | cut -d' ' -f2); ip link set $device down; sleep "
            + seconds
            + "; ip link set $device up; while read route; do ip route replace $route; done"
            + " < /tmp/routes";
    Pod cutter =
        new PodBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName("cut-" + node)
            .endMetadata()
            .withNewSpec()
            .withNodeName(node)
            .withHostNetwork(true)
            .withRestartPolicy("Never")
            .withTerminationGracePeriodSeconds(0L)
            .addNewContainer()
            .withName("cut")
            .withImage(IMAGE)
            .withCommand("bash", "-c", script)
            .withNewSecurityContext()
            .withPrivileged(true)
            .endSecurityContext()
            .endContainer()
            .endSpec()
            .build();
    client.resource(cutter).create();
    NodeCut cut =
        new NodeCut(client.pods().inNamespace(namespace).withName("cut-" + node), address);
    cut.awaitReachable(false);
    return cut;
  }

  String address() {
    return address;
  }

  /** Returns when the machine can be reached again. */
  void awaitEnd() {
    awaitReachable(true);
  }

  private void awaitReachable(boolean wanted) {
    long begin = System.nanoTime();
    while (reachable() != wanted) {
      if (System.nanoTime() - begin > LIMIT) {
        throw new AssertionError(
            address + ": reachable " + !wanted + " (expected: " + wanted + "): " + pod.getLog());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  private boolean reachable() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, KUBELET), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    pod.delete();
  }
}
