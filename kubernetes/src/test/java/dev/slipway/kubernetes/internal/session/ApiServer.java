package dev.slipway.kubernetes.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real API server over a real etcd, with nothing that runs pods. The program {@code
 * kube-apiserver} is taken from the folder that the environment variable {@value #FOLDER} names,
 * {@code etcd} from there or from the {@code PATH}; without it, tests that need one are skipped.
 */
public final class ApiServer implements AutoCloseable {
  /** Names the folder. */
  public static final String FOLDER = "SLIPWAY_API_SERVER";

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String TOKEN = "of-the-test";
  private static final String STRANGER = "of-a-stranger";

  private final List<Process> processes = new ArrayList<>();
  private final int port;

  private ApiServer(int port) {
    this.port = port;
  }

  /** Started in a folder that goes with the test. */
  public static ApiServer start(Path data) throws Exception {
    String named = System.getenv(FOLDER);
    assumeTrue(named != null, FOLDER + " names no folder with etcd and kube-apiserver");
    Path programs = Path.of(named);
    int[] ports = ports();
    ApiServer server = new ApiServer(ports[2]);
    try {
      String etcd = "http://127.0.0.1:" + ports[0];
      server.run(
          data,
          "etcd",
          program(programs, "etcd"),
          "--data-dir=" + data.resolve("etcd"),
          "--unsafe-no-fsync=true",
          "--listen-client-urls=" + etcd,
          "--advertise-client-urls=" + etcd,
          "--listen-peer-urls=http://127.0.0.1:" + ports[1],
          "--initial-advertise-peer-urls=http://127.0.0.1:" + ports[1],
          "--initial-cluster=default=http://127.0.0.1:" + ports[1]);
      Path key = key(data);
      Path tokens =
          Files.writeString(
              data.resolve("tokens.csv"),
              TOKEN + ",tester,1,system:masters\n" + STRANGER + ",stranger,2\n");
      server.run(
          data,
          "kube-apiserver",
          program(programs, "kube-apiserver"),
          "--etcd-servers=" + etcd,
          "--secure-port=" + ports[2],
          "--bind-address=127.0.0.1",
          "--cert-dir=" + data.resolve("certificates"),
          "--service-account-issuer=https://kubernetes.default.svc",
          "--service-account-key-file=" + key,
          "--service-account-signing-key-file=" + key,
          "--service-cluster-ip-range=10.0.0.0/24",
          "--authorization-mode=RBAC",
          "--token-auth-file=" + tokens,
          "--disable-admission-plugins=ServiceAccount");
      server.awaitReady(data);
      return server;
    } catch (Exception e) {
      server.close();
      throw e;
    }
  }

  /** A new client of its administrator. */
  public KubernetesClient client() {
    return client(TOKEN);
  }

  /** A new client of an account without any right. */
  public KubernetesClient stranger() {
    return client(STRANGER);
  }

  private KubernetesClient client(String token) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder()
                .withMasterUrl("https://127.0.0.1:" + port)
                .withOauthToken(token)
                .withTrustCerts(true)
                .build())
        .build();
  }

  private void run(Path data, String name, String... command) throws IOException {
    processes.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(data.resolve(name + ".log").toFile())
            .start());
  }

  private void awaitReady(Path data) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    try (KubernetesClient client = client()) {
      while (true) {
        assertThat(processes).as("logs in %s", data).allMatch(Process::isAlive);
        try {
          if (client.namespaces().withName("default").get() != null) {
            return;
          }
        } catch (KubernetesClientException notYet) {
          assertThat(System.nanoTime()).as("start within %s", LIMIT).isLessThan(end);
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  /** From the folder, else from the path on which programs are searched. */
  private static String program(Path folder, String name) {
    Path there = folder.resolve(name);
    return Files.isExecutable(there) ? there.toString() : name;
  }

  private static Path key(Path data) throws IOException, NoSuchAlgorithmException {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2048);
    return Files.writeString(
        data.resolve("accounts.key"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.generateKeyPair().getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
  }

  private static int[] ports() throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (ServerSocket one = new ServerSocket(0, 1, loopback);
        ServerSocket two = new ServerSocket(0, 1, loopback);
        ServerSocket three = new ServerSocket(0, 1, loopback)) {
      return new int[] {one.getLocalPort(), two.getLocalPort(), three.getLocalPort()};
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
  }
}
