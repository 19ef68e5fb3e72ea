package dev.slipway.it.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.admission.v1.AdmissionReview;
import io.fabric8.kubernetes.api.model.admission.v1.AdmissionReviewBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An admission webhook that denies every pod of one namespace; the API server calls this JVM. */
final class DenyingWebhook implements AutoCloseable {
  private static final String ALIAS = "webhook";
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final HttpsServer server;
  private final KubernetesClient client;
  private final ValidatingWebhookConfiguration configuration;
  private final AtomicInteger denied;

  private DenyingWebhook(
      HttpsServer server,
      AtomicInteger denied,
      KubernetesClient client,
      ValidatingWebhookConfiguration configuration) {
    this.server = server;
    this.denied = denied;
    this.client = client;
    this.configuration = configuration;
  }

  /**
   * Begins to deny.
   *
   * @param folder where its key is kept
   */
  static DenyingWebhook of(KubernetesClient client, String namespace, String why, Path folder)
      throws Exception {
    KeyStore keys = keys(folder.resolve("webhook.p12"));
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    AtomicInteger denied = new AtomicInteger();
    server.createContext(
        "/",
        exchange -> {
          denied.incrementAndGet();
          deny(exchange, why);
        });
    server.start();
    ValidatingWebhookConfiguration configuration =
        configuration(namespace, server.getAddress().getPort(), keys.getCertificate(ALIAS));
    client.resource(configuration).serverSideApply();
    return new DenyingWebhook(server, denied, client, configuration);
  }

  private static ValidatingWebhookConfiguration configuration(
      String namespace, int port, Certificate certificate) throws GeneralSecurityException {
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    return new ValidatingWebhookConfigurationBuilder()
        .withNewMetadata()
        .withName("deny-" + namespace)
        .endMetadata()
        .addNewWebhook()
        .withName("pods." + namespace + ".example.com")
        .withAdmissionReviewVersions("v1")
        .withSideEffects("None")
        .withNewClientConfig()
        .withUrl("https://127.0.0.1:" + port + "/")
        .withCaBundle(Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII)))
        .endClientConfig()
        .withNewNamespaceSelector()
        .addToMatchLabels("kubernetes.io/metadata.name", namespace)
        .endNamespaceSelector()
        .addNewRule()
        .withApiGroups("")
        .withApiVersions("v1")
        .withOperations("CREATE")
        .withResources("pods")
        .endRule()
        .endWebhook()
        .build();
  }

  private static void deny(HttpExchange exchange, String why) throws IOException {
    AdmissionReview asked =
        Serialization.unmarshal(exchange.getRequestBody(), AdmissionReview.class);
    byte[] answer =
        Serialization.asJson(
                new AdmissionReviewBuilder()
                    .withNewResponse()
                    .withUid(asked.getRequest().getUid())
                    .withAllowed(false)
                    .withStatus(new StatusBuilder().withMessage(why).build())
                    .endResponse()
                    .build())
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static KeyStore keys(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=127.0.0.1",
                    "-ext",
                    "SAN=ip:127.0.0.1",
                    "-ext",
                    "BC=ca:true",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    new String(PASSWORD),
                    "-keystore",
                    file.toString()))
            .inheritIO()
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool: exit code " + keytool.exitValue() + " (expected: 0)");
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream stored = Files.newInputStream(file)) {
      keys.load(stored, PASSWORD);
    }
    return keys;
  }

  private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** How many pods it has denied. */
  int denied() {
    return denied.get();
  }

  @Override
  public void close() {
    client.resource(configuration).delete();
    server.stop(0);
  }
}
