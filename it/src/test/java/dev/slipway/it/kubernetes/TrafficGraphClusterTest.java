package dev.slipway.it.kubernetes;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.dsl.Slipway.serviceAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.plan.TrafficEdge;
import dev.slipway.kubernetes.KubernetesDeployment;
import dev.slipway.kubernetes.KubernetesTarget;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The plan's traffic graph is what a cluster needs, no more and no less, between real pods. */
@Tag("cluster")
class TrafficGraphClusterTest {
  private static final String NAME = "graph";
  private static final String APPS = "graph-apps";
  private static final String TOPIC = "orders";
  private static final String TOOLS = "apache/kafka:3.9.2";
  private static final ServiceAccount ALLOWED = serviceAccount("orders", APPS);
  private static final ServiceAccount STRANGER = serviceAccount("stranger", APPS);
  private static final Duration AGAIN = Duration.ofMinutes(2);

  @RegisterExtension final RealCluster real = RealCluster.connect();

  /** One pod dials a port of another. */
  private record Flow(Pod from, Pod to, int port) {
    String target() {
      return to.getStatus().getPodIP() + ":" + port;
    }

    @Override
    public String toString() {
      return from.getMetadata().getName() + " -> " + to.getMetadata().getName() + ":" + port;
    }
  }

  @Test
  void isJustWhatTheClusterNeeds() {
    real.claim(NAME);
    real.make(APPS);
    app(ALLOWED);
    app(STRANGER);
    NodeShell machines = new NodeShell(real.client(), APPS);
    try (KubernetesDeployment kafka =
            KubernetesTarget.of(real.client())
                .deploy(
                    cluster(NAME)
                        .zookeeper(3)
                        .kafka(brokers -> brokers.brokers(3).topic(TOPIC))
                        .allow(ALLOWED)
                        .build());
        PacketFilter filter = new PacketFilter(machines)) {
      List<TrafficEdge> graph = kafka.plan().traffic();
      List<Flow> flows = flows(graph);

      filter.admit(graph, pods().toList());
      restartInPlace();
      Verified.within(AGAIN, kafka);

      assertThat(dropped(flows)).isEqualTo(outside(graph, flows)).isNotEmpty();
      shell(ALLOWED).run(produce(kafka, "hello"));
      assertThat(shell(ALLOWED).run(consume(kafka))).contains("hello");
      assertThatThrownBy(() -> shell(STRANGER).run(produce(kafka, "intruder")))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("ERROR");

      assertThat(graph).isNotEmpty();
      for (TrafficEdge edge : graph) {
        List<TrafficEdge> rest = graph.stream().filter(other -> !other.equals(edge)).toList();
        filter.admit(rest, pods().toList());

        assertThat(dropped(flows)).as("without %s", edge).isEqualTo(outside(rest, flows));
      }
      filter.admit(graph, pods().toList());
      Verified.within(AGAIN, kafka);
    }
  }

  /** The servers' processes end and are begun again, with the addresses they had. */
  private void restartInPlace() {
    List<Pod> nodes = pods(NAME).toList();
    nodes.forEach(pod -> shell(pod).run("kill 1"));
    nodes.forEach(
        pod ->
            real.client()
                .resource(pod)
                .waitUntilCondition(
                    now -> now.getStatus().getContainerStatuses().get(0).getRestartCount() > 0,
                    AGAIN.toMillis(),
                    TimeUnit.MILLISECONDS));
  }

  /** What is dropped, of all that could be dialled. */
  private Set<String> dropped(List<Flow> flows) {
    return flows.stream()
        .collect(Collectors.groupingBy(flow -> flow.from().getMetadata().getName()))
        .values()
        .parallelStream()
        .flatMap(
            own -> {
              String script =
                  own.stream().map(TrafficGraphClusterTest::dial).collect(Collectors.joining());
              String dropped = shell(own.get(0).from()).run(script + "wait");
              return own.stream().filter(flow -> dropped.contains("[" + flow.target() + "]"));
            })
        .map(Flow::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Says the target if no packet comes back; a port that nobody listens on says no at once. */
  private static String dial(Flow flow) {
    return "(timeout 2 bash -c '</dev/tcp/%s/%d' 2>/dev/null; [ $? = 124 ] && echo '[%s]') &%n"
        .formatted(flow.to().getStatus().getPodIP(), flow.port(), flow.target());
  }

  private static Set<String> outside(List<TrafficEdge> graph, List<Flow> flows) {
    return flows.stream()
        .filter(flow -> graph.stream().noneMatch(edge -> isOf(edge, flow)))
        .map(Flow::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isOf(TrafficEdge edge, Flow flow) {
    return edge.port() == flow.port()
        && PacketFilter.isOf(edge.from(), flow.from())
        && PacketFilter.isOf(edge.to(), flow.to());
  }

  /** Every pod to every port of every node but its own. */
  private List<Flow> flows(List<TrafficEdge> graph) {
    List<Pod> all = pods().toList();
    return all.stream()
        .flatMap(
            from ->
                all.stream()
                    .filter(to -> !to.equals(from))
                    .flatMap(
                        to ->
                            graph.stream()
                                .filter(edge -> PacketFilter.isOf(edge.to(), to))
                                .map(TrafficEdge::port)
                                .distinct()
                                .map(port -> new Flow(from, to, port))))
        .toList();
  }

  private static String produce(KubernetesDeployment kafka, String record) {
    return ("echo %s | timeout 30 /opt/kafka/bin/kafka-console-producer.sh --bootstrap-server %s"
            + " --topic %s --producer-property acks=all --producer-property max.block.ms=10000"
            + " --producer-property delivery.timeout.ms=10000"
            + " --producer-property request.timeout.ms=5000 2>&1 | tee /tmp/said;"
            + " ! grep -q ERROR /tmp/said")
        .formatted(record, kafka.bootstrapServers("client"), TOPIC);
  }

  private static String consume(KubernetesDeployment kafka) {
    return ("timeout 60 /opt/kafka/bin/kafka-console-consumer.sh --bootstrap-server %s --topic %s"
            + " --from-beginning --max-messages 1")
        .formatted(kafka.bootstrapServers("client"), TOPIC);
  }

  /** A pod of an application under an account of its own. */
  private void app(ServiceAccount account) {
    real.client()
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(account.namespace())
                .withName(account.name())
                .endMetadata()
                .build())
        .create();
    real.client()
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
    real.client()
        .pods()
        .inNamespace(account.namespace())
        .withName(account.name())
        .waitUntilReady(1, TimeUnit.MINUTES);
  }

  private PodShell shell(ServiceAccount account) {
    return new PodShell(real.client(), account.namespace(), account.name());
  }

  private PodShell shell(Pod pod) {
    return new PodShell(
        real.client(), pod.getMetadata().getNamespace(), pod.getMetadata().getName());
  }

  private Stream<Pod> pods() {
    return Stream.concat(
        pods(NAME), pods(APPS).filter(pod -> !Boolean.TRUE.equals(pod.getSpec().getHostNetwork())));
  }

  private Stream<Pod> pods(String namespace) {
    return real.client().pods().inNamespace(namespace).list().getItems().stream();
  }
}
