package dev.slipway.dsl;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.dsl.Slipway.existing;
import static dev.slipway.dsl.Slipway.persistent;
import static dev.slipway.dsl.Slipway.serviceAccount;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static dev.slipway.mesh.istio.Istio.istio;
import static dev.slipway.mesh.osm.OpenServiceMesh.OSM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ServiceAccount;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StagesTest {
  private static final Set<String> LAST = Set.of("build", "deployTo");

  @Test
  void keepTheirSelfType() {
    assertThat(Sentence.class.getDeclaredMethods()).hasSizeGreaterThan(LAST.size());
    for (Method method : Sentence.class.getDeclaredMethods()) {
      if (!LAST.contains(method.getName())) {
        assertThat(method.getReturnType()).as(method.toString()).isEqualTo(Sentence.class);
        assertThat(MeshlessSentence.class.getDeclaredMethods())
            .as("override of " + method)
            .anySatisfy(
                override -> {
                  assertThat(override.getName()).isEqualTo(method.getName());
                  assertThat(override.getParameterTypes()).isEqualTo(method.getParameterTypes());
                  assertThat(override.getReturnType()).isEqualTo(MeshlessSentence.class);
                });
      }
    }
  }

  @Test
  void offerAMeshOnlyWhereNoneWasSaid() {
    assertThat(Arrays.stream(Sentence.class.getMethods()).map(Method::getName))
        .contains("build")
        .doesNotContain("mesh");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        NeedsZooKeeper.class,
        NeedsKafka.class,
        VariedSentence.class,
        MeshlessSentence.class,
        Sentence.class
      })
  void askThatTheirResultsAreUsed(Class<?> stage) throws IOException {
    assertThat(stage.isInterface() && Modifier.isPublic(stage.getModifiers())).isTrue();
    // The annotation is for compilers: it is in the class file and not there at run time.
    try (InputStream in =
        Objects.requireNonNull(stage.getResourceAsStream(stage.getSimpleName() + ".class"))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
          .contains("Ldev/slipway/core/model/CheckReturnValue;");
    }
  }

  @Test
  void canBeContinuedTwice() {
    NeedsKafka half = cluster("orders").zookeeper(3);
    MeshlessSentence small = half.kafka(1);
    MeshlessSentence large = half.kafka(5);
    ClusterSpec before = large.build();

    assertThat(small.build().kafka().brokers()).isEqualTo(1);
    assertThat(large.mesh(OSM).build().mesh()).contains(OSM);
    assertThat(large.mesh(istio()).build().mesh()).contains(istio());
    assertThat(large.label("a", "1").build().labels()).containsEntry("a", "1");
    assertThat(large.label("a", "2").build().labels()).containsEntry("a", "2");
    assertThat(large.build()).isEqualTo(before);
  }

  @Test
  void copyTheArraysTheyAreGiven() {
    ServiceAccount[] clients = {serviceAccount("orders", "apps")};
    Sentence sentence = cluster().zookeeper(3).kafka(3).allow(clients);
    clients[0] = serviceAccount("billing", "apps");

    assertThat(sentence.build().clients()).containsExactly(serviceAccount("orders", "apps"));
  }

  @Test
  void runALambdaOnceAndAtOnce() {
    int[] runs = {0};
    Sentence sentence =
        cluster()
            .zookeeper(3)
            .kafka(
                kafka -> {
                  runs[0]++;
                  kafka.brokers(3);
                })
            .label("a", "1")
            .label("b", "2");

    assertThat(sentence.build()).isEqualTo(sentence.build());
    assertThat(runs[0]).isEqualTo(1);
  }

  @Test
  void refuseSecondNamespacesAtOnce() {
    MeshlessSentence said = cluster().zookeeper(3).kafka(3).inNamespace("a");

    assertThatThrownBy(() -> said.inNamespaces("b", "c"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "namespaces: NamespacesSpec[zookeeper=b, kafka=c, existing=false] after"
                + " NamespacesSpec[zookeeper=a, kafka=a, existing=false] (expected: said once)");
    assertThatThrownBy(() -> said.inNamespace("b")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> said.inExistingNamespace("b"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> said.inExistingNamespaces("b", "c"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> said.mesh(OSM).inNamespace("b"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refuseASecondValueOfOneLabelOrAnnotation() {
    MeshlessSentence said = cluster().zookeeper(3).kafka(3).label("a", "1").annotation("a", "1");

    assertThatThrownBy(() -> said.label("a", "2"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("label a: 2 after 1 (expected: said once)");
    assertThatThrownBy(() -> said.annotation("a", "2"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("annotation a: 2 after 1 (expected: said once)");
  }

  @Test
  void refuseASecondMeshEvenByACast() {
    MeshlessSentence cast =
        (MeshlessSentence) cluster().zookeeper(3).kafka(3).mesh(OSM.named("corp"));

    assertThatThrownBy(() -> cast.mesh(istio()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "mesh: istio{trustDomain=cluster.local} after"
                + " osm{name=corp, controlPlane=osm-system, localProxyMode=POD_IP}"
                + " (expected: said once)");
  }

  @Test
  void refuseAWrongValueAtOnce() {
    assertThatThrownBy(() -> cluster(" ")).hasMessage("cluster name: ' ' (expected: not blank)");
    assertThatThrownBy(() -> cluster().zookeeper(0))
        .hasMessage("zookeeper.servers: 0 (expected: >= 1)");
    assertThatThrownBy(() -> cluster().zookeeper(existing("")))
        .hasMessage("connect string: '' (expected: not blank)");
    NeedsKafka half = cluster().zookeeper(3);
    assertThatThrownBy(() -> half.kafka(0)).hasMessage("kafka.brokers: 0 (expected: >= 1)");
    assertThatThrownBy(() -> half.kafka(kafka -> kafka.storage(persistent("10GB"))))
        .hasMessageStartingWith("size: '10GB' (expected: ");
    assertThatThrownBy(() -> half.kafka(3).expose("", nodePortPerBroker()))
        .hasMessage("listener name: '' (expected: not blank)");
  }

  @Test
  void refuseAHalfBuiltValueAtOnce() {
    assertThatThrownBy(() -> cluster().zookeeper(zookeeper -> zookeeper.version("3.9.4")))
        .hasMessage(
            "Cannot build ZooKeeperSpec, some of required attributes are not set [servers]");
    assertThatThrownBy(() -> cluster().zookeeper(3).kafka(kafka -> kafka.version("3.9.2")))
        .hasMessage("Cannot build KafkaSpec, some of required attributes are not set [brokers]");
    assertThatThrownBy(() -> cluster().zookeeper(3).kafka(3).listener(l -> l.port(9094)))
        .hasMessage(
            "Cannot build ListenerSpec, some of required attributes are not set [exposure]");
  }

  @Test
  void printReadablyAndHideSecrets() {
    String printed =
        cluster()
            .zookeeper(3)
            .kafka(kafka -> kafka.brokers(3).setting("ssl.key.password", "hunter2"))
            .mesh(OSM)
            .toString();

    assertThat(printed)
        .contains("name=kafka", "servers=3", "brokers=3", "mesh=osm", "ssl.key.password=(hidden)")
        .doesNotContain("hunter2");
    assertThat(cluster("orders").toString()).contains("orders");
    assertThat(RichSpecs.everything().toString()).contains("(hidden)").doesNotContain("hunter");
  }
}
