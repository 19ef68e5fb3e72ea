package dev.slipway.kubernetes.internal.access;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A pod that runs {@link PodProgram}, in a namespace of its own. */
final class TestPod implements AutoCloseable {
  static final String NAME = "server";

  private static final Duration LIMIT = Duration.ofSeconds(90);

  final KubernetesClient client;
  final String namespace;

  private TestPod(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  static TestPod start(String kubeconfig) throws IOException {
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(Files.readString(new File(kubeconfig).toPath())))
            .build();
    TestPod pod =
        new TestPod(client, "access-test-" + Long.toString(System.nanoTime() & 0xffffff, 36));
    try {
      pod.create();
      return pod;
    } catch (IOException | RuntimeException e) {
      pod.close();
      throw e;
    }
  }

  private void create() throws IOException {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    String path = PodProgram.class.getName().replace('.', '/') + ".class";
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .endMetadata()
                .withBinaryData(Map.of("program", Base64.getEncoder().encodeToString(bytes(path))))
                .build())
        .create();
    run();
  }

  /** Starts the pod again after it was deleted. */
  void run() {
    client
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(0L)
                .addNewContainer()
                .withName(NAME)
                .withImage("apache/kafka:3.9.2")
                .withImagePullPolicy("IfNotPresent")
                .withCommand("java", "-cp", "/program", PodProgram.class.getName())
                .withNewReadinessProbe()
                .withNewTcpSocket()
                .withNewPort(PodProgram.PORT)
                .endTcpSocket()
                .withPeriodSeconds(1)
                .endReadinessProbe()
                .addNewVolumeMount()
                .withName("program")
                .withMountPath("/program")
                .endVolumeMount()
                .endContainer()
                .addNewVolume()
                .withName("program")
                .withNewConfigMap()
                .withName(NAME)
                .addNewItem(
                    "program", null, PodProgram.class.getName().replace('.', '/') + ".class")
                .endConfigMap()
                .endVolume()
                .endSpec()
                .build())
        .create();
    client
        .pods()
        .inNamespace(namespace)
        .withName(NAME)
        .waitUntilReady(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  void delete() {
    client.pods().inNamespace(namespace).withName(NAME).withGracePeriod(0).delete();
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in = PodProgram.class.getClassLoader().getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    }
  }

  @Override
  public void close() {
    client.namespaces().withName(namespace).delete();
    client.close();
  }
}
