package dev.slipway.it.kubernetes;

import dev.slipway.core.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A pod of an application with Kafka's tools, under an account of its own; in the mesh if its
 * namespace is.
 */
final class MeshedApp {
  private static final String TOOLS = "apache/kafka:3.9.2";
  private static final int LIMIT_SECONDS = 90;
  private static final int READS = 4;

  private final KubernetesClient client;
  private final ServiceAccount account;
  private final PodShell shell;

  private MeshedApp(KubernetesClient client, ServiceAccount account) {
    this.client = client;
    this.account = account;
    this.shell = new PodShell(client, account.namespace(), account.name());
  }

  /** Makes the account and the pod; {@link #awaitReady()} waits for it. */
  static MeshedApp start(KubernetesClient client, ServiceAccount account) {
    MeshedApp app = new MeshedApp(client, account);
    client
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(account.namespace())
                .withName(account.name())
                .endMetadata()
                .build())
        .create();
    client
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withNamespace(account.namespace())
                .withName(account.name())
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(account.name())
                .withTerminationGracePeriodSeconds(0L)
                .addNewContainer()
                .withName("app")
                .withImage(TOOLS)
                .withCommand("sleep", "infinity")
                .endContainer()
                .endSpec()
                .build())
        .create();
    return app;
  }

  void awaitReady() {
    client
        .pods()
        .inNamespace(account.namespace())
        .withName(account.name())
        .waitUntilReady(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  Pod pod() {
    return client.pods().inNamespace(account.namespace()).withName(account.name()).get();
  }

  /** Whether a record is acknowledged by all replicas, within a few seconds. */
  boolean canWrite(String bootstrap, String topic) {
    return shell
        .run(
            ("echo hello | timeout 30 /opt/kafka/bin/kafka-console-producer.sh"
                    + " --bootstrap-server %s --topic %s --producer-property acks=all"
                    + " --producer-property max.block.ms=8000"
                    + " --producer-property delivery.timeout.ms=8000"
                    + " --producer-property request.timeout.ms=4000 >/tmp/said 2>&1;"
                    + " grep -q ERROR /tmp/said && echo refused || echo written")
                .formatted(bootstrap, topic))
        .contains("written");
  }

  /** Writes numbers with acks=all in the background, until {@link #lost} is asked. */
  void startWriting(String bootstrap, String topic) {
    shell.run(
        ("printf 'retries=2147483647\\ndelivery.timeout.ms=120000\\nenable.idempotence=true\\n'"
                + " >/tmp/producer.properties;"
                + " nohup /opt/kafka/bin/kafka-run-class.sh org.apache.kafka.tools.VerifiableProducer"
                + " --bootstrap-server %s --topic %s --acks -1 --throughput 50"
                + " --producer.config /tmp/producer.properties >/tmp/traffic 2>&1 </dev/null &"
                + " echo $! >/tmp/traffic.pid")
            .formatted(bootstrap, topic));
  }

  /** So many more are acknowledged than now. */
  void awaitAcknowledged(int count) {
    shell.run(
        ("acknowledged() { grep -c producer_send_success /tmp/traffic; }; first=$(acknowledged);"
                + " for i in $(seq 80); do"
                + " [ $(acknowledged) -ge $((first + %d)) ] && exit 0; sleep 1; done;"
                + " tail -n 5 /tmp/traffic; exit 1")
            .formatted(count));
  }

  /** Stops writing, reads everything, and gives what was acknowledged but is not there. */
  Set<String> lost(String bootstrap, String topic) {
    shell.run(
        "kill $(cat /tmp/traffic.pid); for i in $(seq 60); do"
            + " grep -q shutdown_complete /tmp/traffic && exit 0; sleep 1; done; exit 1");
    Set<String> missing =
        numbers(
            "sed -n 's/.*producer_send_success.*\"value\":\"\\([0-9]*\\)\".*/\\1/p' /tmp/traffic");
    if (missing.isEmpty()) {
      throw new AssertionError("nothing was acknowledged: " + shell.run("tail -n 5 /tmp/traffic"));
    }
    String refused = shell.run("grep -m 1 producer_send_error /tmp/traffic || true");
    if (!refused.isBlank()) {
      throw new AssertionError("a record was refused: " + refused);
    }
    // A reader may give up before a cluster that has just lost nodes has an answer for its group.
    for (int reads = 0; reads < READS && !missing.isEmpty(); reads++) {
      missing.removeAll(
          numbers(
              ("timeout 60 /opt/kafka/bin/kafka-console-consumer.sh --bootstrap-server %s --topic %s"
                      + " --from-beginning --timeout-ms 8000 2>/dev/null || true")
                  .formatted(bootstrap, topic)));
    }
    return missing;
  }

  private Set<String> numbers(String script) {
    return shell.run(script).lines().collect(Collectors.toCollection(HashSet::new));
  }
}
