package dev.slipway.it.kubernetes;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.dsl.Slipway.serviceAccount;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static dev.slipway.mesh.istio.Istio.istio;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.plan.Party;
import dev.slipway.core.plan.TrafficEdge;
import dev.slipway.kubernetes.KubernetesDeployment;
import dev.slipway.kubernetes.KubernetesTarget;
import dev.slipway.kubernetes.manifest.Patches;
import dev.slipway.mesh.istio.Istio;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** One flagship cluster in a real Istio, with proxies that encrypt and refuse. */
@Tag("mesh")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IstioMeshTest {
  private static final String NAME = "istio-flagship";
  private static final String APPS = "istio-apps";
  private static final String OUTSIDE = "istio-outside";
  private static final String TOPIC = "orders";
  private static final String TRAFFIC = "traffic";
  private static final String NATIVE = "sidecar.istio.io/nativeSidecar";
  private static final ServiceAccount ALLOWED = serviceAccount("allowed", APPS);
  private static final ServiceAccount STRANGER = serviceAccount("stranger", APPS);
  private static final ServiceAccount OUTSIDER = serviceAccount("outsider", OUTSIDE);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration AGAIN = Duration.ofMinutes(2);
  private static final int AFTERWARDS = 100;
  private static final int ELSEWHERE = 7777;

  private RealCluster real;
  private KubernetesDeployment kafka;
  private MeshedApp allowed;
  private MeshedApp stranger;
  private MeshedApp outsider;

  private static ClusterSpec spec(Istio mesh, ServiceAccount... clients) {
    return spec(mesh, Map.of(), clients);
  }

  private static ClusterSpec spec(
      Istio mesh, Map<String, String> settings, ServiceAccount... clients) {
    return cluster(NAME)
        .zookeeper(3)
        .kafka(
            brokers -> {
              brokers.brokers(3).topic(TOPIC).topic(TRAFFIC);
              settings.forEach(brokers::setting);
            })
        .mesh(mesh)
        .expose(nodePortPerBroker())
        .allow(clients)
        .build();
  }

  @BeforeAll
  void deploy() {
    real = RealCluster.connect();
    real.claim(NAME);
    real.make(OUTSIDE);
    real.make(APPS);
    real.client()
        .namespaces()
        .withName(APPS)
        .edit(
            there ->
                new NamespaceBuilder(there)
                    .editMetadata()
                    .addToLabels("istio-injection", "enabled")
                    .endMetadata()
                    .build());
    allowed = MeshedApp.start(real.client(), ALLOWED);
    stranger = MeshedApp.start(real.client(), STRANGER);
    outsider = MeshedApp.start(real.client(), OUTSIDER);
    kafka = KubernetesTarget.of(real.client()).deploy(spec(istio(), ALLOWED));
    Stream.of(allowed, stranger, outsider).forEach(MeshedApp::awaitReady);
    allowed.startWriting(bootstrap(), TRAFFIC);
  }

  @AfterAll
  void clean() {
    if (kafka != null) {
      kafka.close();
    }
    if (real != null) {
      real.close();
    }
  }

  @Test
  @Order(1)
  void isProvedFromHereAndHasNativeSidecars() {
    kafka.verify().orThrow();

    assertThat(nodes()).hasSize(6).allMatch(IstioMeshTest::hasNativeSidecar);
  }

  /** Each port of each node, dialled from each kind of pod, is open just where the graph says. */
  @Test
  @Order(2)
  void admitsWhatTheGraphSaysAndNothingElse() {
    List<TrafficEdge> graph = kafka.plan().traffic();
    List<Pod> callers =
        Stream.concat(
                nodes().stream().filter(pod -> pod.getMetadata().getName().endsWith("-0")),
                Stream.of(allowed.pod(), stranger.pod(), outsider.pod()))
            .toList();
    List<Flow> flows =
        callers.stream()
            .flatMap(
                from ->
                    nodes().stream()
                        .filter(
                            to -> !to.getMetadata().getUid().equals(from.getMetadata().getUid()))
                        .flatMap(
                            to ->
                                graph.stream()
                                    .filter(edge -> PacketFilter.isOf(edge.to(), to))
                                    .map(TrafficEdge::port)
                                    .distinct()
                                    .filter(port -> port != followersPort() || leads(to))
                                    .map(port -> new Flow(from, to, port))))
            .toList();

    Set<String> admitted =
        flows.stream()
            .filter(flow -> graph.stream().anyMatch(flow::isOf))
            .map(Flow::toString)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(open(flows)).isEqualTo(admitted).isNotEmpty();
    assertThat(flows).hasSizeGreaterThan(admitted.size());
  }

  @Test
  @Order(3)
  void letsOnlyTheAllowedWrite() {
    assertThat(allowed.canWrite(bootstrap(), TOPIC)).isTrue();
    assertThat(stranger.canWrite(bootstrap(), TOPIC)).isFalse();
    assertThat(outsider.canWrite(bootstrap(), TOPIC)).isFalse();
    assertThat(outsider.canWrite(kafka.bootstrapServers("external"), TOPIC)).isTrue();
  }

  @Test
  @Order(4)
  void takesAClientInAndPutsItOutAndRestartsNothing() {
    Map<String, String> before = lives();

    deploy(spec(istio(), ALLOWED, STRANGER));
    await(() -> stranger.canWrite(bootstrap(), TOPIC));
    deploy(spec(istio(), ALLOWED));
    await(() -> !stranger.canWrite(bootstrap(), TOPIC));

    assertThat(lives()).isEqualTo(before);
    assertThat(allowed.canWrite(bootstrap(), TOPIC)).isTrue();
  }

  @Test
  @Order(5)
  void reachesOnlyWhatTheGraphSaysWhereEgressIsRestricted() {
    Flow elsewhere = new Flow(node("-broker-0"), listening(outsider), ELSEWHERE);
    assertThat(open(List.of(elsewhere))).isNotEmpty();
    Map<String, String> before = lives();

    deploy(spec(istio().restrictingEgress(), ALLOWED));

    await(() -> open(List.of(elsewhere)).isEmpty());
    allowed.awaitAcknowledged(AFTERWARDS);
    kafka.verify().orThrow();
    deploy(spec(istio(), ALLOWED));
    assertThat(lives()).isEqualTo(before);
  }

  @Test
  @Order(6)
  void losesNothingWhenABrokerAndTheLeaderOfZooKeeperAreLost() {
    allowed.awaitAcknowledged(AFTERWARDS);

    delete(node("-broker-1"));
    allowed.awaitAcknowledged(AFTERWARDS);
    delete(nodes().stream().filter(this::leads).findFirst().orElseThrow());
    allowed.awaitAcknowledged(AFTERWARDS);

    deploy(spec(istio(), ALLOWED));
    assertNothingIsLost();
  }

  /** Sidecars of the older kind, and a changed setting: every pod is restarted. */
  @Test
  @Order(7)
  void rollsOntoTheOlderKindOfSidecarsAndLosesNothing() {
    ClusterSpec changed = spec(istio(), Map.of("log.retention.hours", "24"), ALLOWED);
    Patches older =
        Patches.none()
            .patch(StatefulSet.class, NAME + "-broker", IstioMeshTest::older)
            .patch(StatefulSet.class, NAME + "-zookeeper", IstioMeshTest::older);

    KubernetesTarget.of(real.client()).patched(older).deploy(changed).close();

    assertThat(nodes()).hasSize(6).noneMatch(IstioMeshTest::hasNativeSidecar);
    assertThat(nodes())
        .allSatisfy(
            pod ->
                assertThat(pod.getSpec().getContainers())
                    .extracting(Container::getName)
                    .contains("istio-proxy"));
    assertNothingIsLost();
  }

  @Test
  @Order(8)
  void leavesTheMeshAndJoinsItAgainAndLosesNothing() {
    deploy(
        cluster(NAME)
            .zookeeper(3)
            .kafka(brokers -> brokers.brokers(3).topic(TOPIC).topic(TRAFFIC))
            .expose(nodePortPerBroker())
            .allow(ALLOWED)
            .build());
    assertThat(nodes()).hasSize(6).noneMatch(IstioMeshTest::hasProxy);
    assertThat(outsider.canWrite(bootstrap(), TOPIC)).isTrue();
    allowed.awaitAcknowledged(AFTERWARDS);

    deploy(spec(istio(), ALLOWED));

    assertThat(nodes()).hasSize(6).allMatch(IstioMeshTest::hasNativeSidecar);
    assertThat(outsider.canWrite(bootstrap(), TOPIC)).isFalse();
    assertNothingIsLost();
  }

  private void assertNothingIsLost() {
    allowed.awaitAcknowledged(AFTERWARDS);
    assertThat(allowed.lost(bootstrap(), TRAFFIC)).isEmpty();
    Verified.within(AGAIN, kafka);
    allowed.startWriting(bootstrap(), TRAFFIC);
  }

  private void deploy(ClusterSpec spec) {
    KubernetesTarget.of(real.client()).deploy(spec).close();
  }

  private String bootstrap() {
    return kafka.bootstrapServers("client");
  }

  /** Something that listens, and says nothing. */
  private Pod listening(MeshedApp app) {
    Pod pod = app.pod();
    shell(pod).run("nohup nc -lk -p " + ELSEWHERE + " >/dev/null 2>&1 </dev/null & sleep 1; true");
    return pod;
  }

  /** One pod dials a port of another. */
  private record Flow(Pod from, Pod to, int port) {
    boolean isOf(TrafficEdge edge) {
      return edge.port() == port
          && PacketFilter.isOf(edge.to(), to)
          && (PacketFilter.isOf(edge.from(), from) || edge.from() instanceof Party.Outsiders);
    }

    String target() {
      return to.getStatus().getPodIP() + ":" + port;
    }

    @Override
    public String toString() {
      return from.getMetadata().getName() + " -> " + to.getMetadata().getName() + ":" + port;
    }
  }

  /**
   * Says the target if the connection is still open after six bytes, which tell TLS from other
   * traffic, and three seconds: every server waits for more, a proxy that does not know the caller
   * closes.
   */
  private static String dial(Flow flow) {
    return "(exec 3<>/dev/tcp/%s/%d && printf '\\0\\0\\020\\0xx' >&3 && timeout 3 cat <&3 >/dev/null; [ $? = 124 ] && echo '[%s]') 2>/dev/null &%n"
        .formatted(flow.to().getStatus().getPodIP(), flow.port(), flow.target());
  }

  private Set<String> open(List<Flow> flows) {
    return flows.stream()
        .collect(Collectors.groupingBy(flow -> flow.from().getMetadata().getName()))
        .values()
        .stream()
        .flatMap(
            own -> {
              String script = own.stream().map(IstioMeshTest::dial).collect(Collectors.joining());
              String open = shell(own.get(0).from()).run(script + "wait");
              return own.stream().filter(flow -> open.contains("[" + flow.target() + "]"));
            })
        .map(Flow::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Where only the leader of ZooKeeper listens. */
  private int followersPort() {
    return kafka.plan().servers().get(0).peer().port();
  }

  private boolean leads(Pod pod) {
    return pod.getMetadata().getName().contains("-zookeeper-")
        && shell(pod)
            .run("exec 3<>/dev/tcp/127.0.0.1/2181; printf srvr >&3; timeout 5 cat <&3 || true")
            .contains("Mode: leader");
  }

  private Pod node(String suffix) {
    return nodes().stream()
        .filter(pod -> pod.getMetadata().getName().endsWith(suffix))
        .findFirst()
        .orElseThrow();
  }

  private List<Pod> nodes() {
    return real.client().pods().inNamespace(NAME).list().getItems();
  }

  /** Which pod it is, and how often its containers were begun again. */
  private Map<String, String> lives() {
    return nodes().stream()
        .collect(
            Collectors.toMap(
                pod -> pod.getMetadata().getName(),
                pod ->
                    pod.getMetadata().getUid()
                        + pod.getStatus().getContainerStatuses().stream()
                            .map(status -> status.getName() + status.getRestartCount())
                            .toList(),
                (one, other) -> one,
                TreeMap::new));
  }

  private void delete(Pod pod) {
    String name = pod.getMetadata().getName();
    real.client().resource(pod).delete();
    real.client()
        .pods()
        .inNamespace(NAME)
        .withName(name)
        .waitUntilCondition(
            now -> now != null && !now.getMetadata().getUid().equals(pod.getMetadata().getUid()),
            AGAIN.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private static StatefulSet older(StatefulSet set) {
    set.getSpec().getTemplate().getMetadata().getAnnotations().put(NATIVE, "false");
    return set;
  }

  private static boolean hasNativeSidecar(Pod pod) {
    return pod.getSpec().getInitContainers().stream()
        .anyMatch(
            container ->
                container.getName().equals("istio-proxy")
                    && Objects.equals(container.getRestartPolicy(), "Always"));
  }

  private static boolean hasProxy(Pod pod) {
    return Stream.concat(
            pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
        .anyMatch(container -> container.getName().equals("istio-proxy"));
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
    }
  }

  private PodShell shell(Pod pod) {
    return new PodShell(
        real.client(), pod.getMetadata().getNamespace(), pod.getMetadata().getName());
  }
}
