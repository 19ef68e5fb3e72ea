package dev.slipway.it.kubernetes;

import static dev.slipway.dsl.Slipway.cluster;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.kubernetes.KubernetesTarget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Deploys a cluster, in a JVM of its own that can be killed. */
final class DeployProgram {
  private static final String BEGIN = "begins";

  private DeployProgram() {}

  static ClusterSpec spec(String name, long seed) {
    return cluster(name)
        .zookeeper(1)
        .kafka(
            kafka ->
                kafka
                    .brokers(1)
                    .setting("message.max.bytes", Long.toString(1_000_000 + seed))
                    .topic("t"))
        .build();
  }

  public static void main(String[] arguments) {
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      ClusterSpec spec = spec(arguments[0], Long.parseLong(arguments[1]));
      System.out.println(BEGIN);
      KubernetesTarget.of(client).deploy(spec).close();
    }
  }

  static Process start(String name, long seed) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            DeployProgram.class.getName(),
            name,
            Long.toString(seed))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  static void awaitBegin(Process process) throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = said.readLine();
    if (!BEGIN.equals(line)) {
      throw new IOException("the program said: " + line + " (expected: " + BEGIN + ")");
    }
  }
}
