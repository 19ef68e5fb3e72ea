package dev.slipway.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.core.json.Providers.Door;
import dev.slipway.core.json.Providers.DoorKind;
import dev.slipway.core.json.Providers.RivalKind;
import dev.slipway.core.json.Providers.StrangeKind;
import dev.slipway.core.json.Providers.TestMesh;
import dev.slipway.core.json.Providers.TestMeshKind;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ExistingZooKeeper;
import dev.slipway.core.model.ListenerSpec;
import dev.slipway.core.problem.ProvisioningException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecJsonTest {
  private static final SpecJson JSON =
      SpecJson.of(Providers.providing(TestMeshKind.class, DoorKind.class));

  private static final String QUORUM = "'quorum': {'kind': 'zookeeper', 'servers': 3}";
  private static final String KAFKA = "'kafka': {'brokers': 3}";

  private static ClusterSpec.Builder minimal() {
    return ClusterSpec.builder()
        .zookeeper(zookeeper -> zookeeper.servers(3))
        .kafka(kafka -> kafka.brokers(3));
  }

  /** A document around these properties of a specification, written with single quotes. */
  private static String document(String... properties) {
    return ("{'apiVersion': 'slipway.dev/v1', 'spec': {" + String.join(", ", properties) + "}}")
        .replace('\'', '"');
  }

  @Test
  void givesAnEqualValueThereAndBack() {
    ClusterSpec spec =
        minimal()
            .mesh(new TestMesh("corp"))
            .listener(ListenerSpec.of(Door.of("example.com")))
            .build();

    assertThat(JSON.read(JSON.write(spec))).isEqualTo(spec);
  }

  @Test
  void writesTheKindOfAHiddenClass() {
    assertThat(JSON.write(minimal().listener(ListenerSpec.of(Door.of("a"))).build()))
        .contains("\"kind\": \"door\"");
  }

  @Test
  void writesSecretsSinceItCarriesTheWholeValue() {
    ClusterSpec spec =
        ClusterSpec.builder()
            .zookeeper(zookeeper -> zookeeper.servers(1))
            .kafka(kafka -> kafka.brokers(1).setting("ssl.key.password", "hunter2"))
            .build();

    assertThat(JSON.write(spec)).contains("hunter2");
    assertThat(JSON.read(JSON.write(spec))).isEqualTo(spec);
  }

  @Test
  void keepsEmptyTexts() {
    ClusterSpec spec =
        ClusterSpec.builder()
            .zookeeper(zookeeper -> zookeeper.servers(1).version(""))
            .kafka(kafka -> kafka.brokers(1).image("").setting("a", ""))
            .label("b", "")
            .build();

    assertThat(JSON.read(JSON.write(spec))).isEqualTo(spec);
  }

  @Test
  void writesEqualSpecificationsEquallyWhateverTheOrderOfTheirMaps() {
    assertThat(JSON.write(minimal().label("a", "1").label("b", "2").build()))
        .isEqualTo(JSON.write(minimal().label("b", "2").label("a", "1").build()));
  }

  @Test
  void readsWhatIsAbsentAsItsDefault() {
    assertThat(JSON.read(document(QUORUM, KAFKA))).isEqualTo(minimal().build());
    assertThat(
            JSON.read(
                document("'quorum': {'kind': 'existing-zookeeper', 'connect': 'zk:2181'}", KAFKA)))
        .isEqualTo(
            ClusterSpec.builder()
                .quorum(new ExistingZooKeeper("zk:2181", ""))
                .kafka(kafka -> kafka.brokers(3))
                .build());
    assertThat(JSON.read(document(QUORUM, KAFKA, "'namespaces': {'zookeeper': 'a', 'kafka': 'b'}")))
        .extracting(spec -> spec.namespaces().existing())
        .isEqualTo(false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # properties after the quorum                 | place                    | value               | expectation
          'kafka': {'brokers': 3}, 'nmae': 'a'          | $.spec.nmae              | unknown property    | annotations, clients, kafka, labels, listeners, mesh, name, namespaces, quorum
          'kafka': {'brokers': 3, 'versoin': '3'}       | $.spec.kafka.versoin     | unknown property    | brokers, clientPort, image, internalPort, placement, pod, resources, settings, storage, topics, version
          'kafka': {'brokers': 'three'}                 | $.spec.kafka.brokers     | "three"             | a whole number
          'kafka': {'brokers': '3'}                     | $.spec.kafka.brokers     | "3"                 | a whole number
          'kafka': {'brokers': 3.5}                     | $.spec.kafka.brokers     | 3.5                 | a whole number
          'kafka': {'brokers': null}                    | $.spec.kafka.brokers     | null                | a value, or no such property for its default
          'kafka': {'brokers': 0}                       | $.spec.kafka             | kafka.brokers: 0    | >= 1
          'kafka': {}                                   | $.spec.kafka             | no brokers          | an object with brokers
          'kafka': [3]                                  | $.spec.kafka             | a list              | an object
          'name': 'a'                                   | $.spec                   | no kafka            | an object with kafka
          'kafka': {'brokers': 3, 'version': 3.9}       | $.spec.kafka.version     | 3.9                 | a text
          'kafka': {'brokers': 3, 'image': true}        | $.spec.kafka.image       | true                | a text
          'kafka': {'brokers': 3, 'settings': {'a': 1}} | $.spec.kafka.settings.a  | 1                   | a text
          'kafka': {'brokers': 3, 'settings': {'a.b': 1}} | $.spec.kafka.settings['a.b'] | 1             | a text
          'kafka': {'brokers': 3, 'settings': ['a']}    | $.spec.kafka.settings    | a list              | an object of texts
          'kafka': {'brokers': 3, 'settings': {'ssl.key.password': 123456}} | $.spec.kafka.settings['ssl.key.password'] | (hidden) | a text
          'kafka': {'brokers': 3, 'pod': {'environment': {'TZ': 123456}}}   | $.spec.kafka.pod.environment.TZ           | (hidden) | a text
          'kafka': {'brokers': 3, 'topics': {'a': 1}}   | $.spec.kafka.topics      | an object           | a list
          'kafka': {'brokers': 3, 'topics': [{'name': 'a', 'replicas': 'x'}]} | $.spec.kafka.topics[0].replicas | "x"  | a whole number
          'kafka': {'brokers': 3, 'resources': {'heap': '2GB'}} | $.spec.kafka.resources.heap | size: '2GB' | a number with Ki, Mi, Gi, Ti, Pi, k, M, G, T or P, as in 2Gi
          'kafka': {'brokers': 3, 'resources': {'cpu': 2}}      | $.spec.kafka.resources.cpu  | 2           | a text
          'kafka': {'brokers': 3, 'storage': {'kind': 'tape'}}  | $.spec.kafka.storage.kind   | "tape"      | one of ephemeral, persistent
          'kafka': {'brokers': 3, 'storage': {}}        | $.spec.kafka.storage.kind | nothing            | one of ephemeral, persistent
          'kafka': {'brokers': 3, 'storage': 'ephemeral'} | $.spec.kafka.storage   | "ephemeral"         | an object with kind: one of ephemeral, persistent
          'kafka': {'brokers': 3, 'storage': {'kind': 'persistent'}} | $.spec.kafka.storage.size | nothing  | a text
          'kafka': {'brokers': 3, 'placement': {'antiAffinity': 'some'}} | $.spec.kafka.placement.antiAffinity | "some" | one of NONE, PREFERRED, REQUIRED
          'kafka': {'brokers': 3, 'placement': {'antiAffinity': 0}}      | $.spec.kafka.placement.antiAffinity | 0      | one of NONE, PREFERRED, REQUIRED
          'kafka': {'brokers': 3}, 'namespaces': {'zookeeper': 'a', 'kafka': 'b', 'existing': 'yes'} | $.spec.namespaces.existing | "yes" | true or false
          'kafka': {'brokers': 3}, 'clients': [{'name': 'a', 'namespace': 'b'}, {'name': 'c'}] | $.spec.clients[1].namespace | nothing | a text
          'kafka': {'brokers': 3}, 'clients': [{'name': '', 'namespace': 'b'}] | $.spec.clients[0] | service account name: '' | not blank
          'kafka': {'brokers': 3}, 'mesh': {'kind': 'osm'}  | $.spec.mesh.kind     | "osm"               | one of test-mesh; a mesh comes with an artifact dev.slipway:slipway-mesh-…
          'kafka': {'brokers': 3}, 'mesh': {'name': 'a'}    | $.spec.mesh.kind     | nothing             | one of test-mesh; a mesh comes with an artifact dev.slipway:slipway-mesh-…
          'kafka': {'brokers': 3}, 'mesh': {'kind': 'door', 'host': 'a'} | $.spec.mesh.kind | "door"     | one of test-mesh; a mesh comes with an artifact dev.slipway:slipway-mesh-…
          'kafka': {'brokers': 3}, 'mesh': {'kind': 'test-mesh', 'name': ''} | $.spec.mesh | an object   | blank
          'kafka': {'brokers': 3}, 'listeners': [{'exposure': {'kind': 'x'}}] | $.spec.listeners[0].exposure.kind | "x" | one of door; exposures come with the artifact dev.slipway:slipway-exposure
          'kafka': {'brokers': 3}, 'listeners': [{'port': '9094', 'exposure': {'kind': 'door', 'host': 'a'}}] | $.spec.listeners[0].port | "9094" | a whole number
          """)
  void saysPlaceValueAndExpectation(
      String properties, String place, String value, String expectation) {
    MalformedSpecException refused =
        catchThrowableOfType(
            MalformedSpecException.class, () -> JSON.read(document(QUORUM, properties)));

    assertThat(refused)
        .isInstanceOf(ProvisioningException.class)
        .hasMessage(place + ": " + value + " (expected: " + expectation + ")");
    assertThat(refused.place()).isEqualTo(place);
    assertThat(refused.value()).isEqualTo(value);
    assertThat(refused.expectation()).isEqualTo(expectation);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'apiVersion': 'slipway.dev/v2', 'spec': {}, 'more': 1}   | $.apiVersion: "slipway.dev/v2" (expected: "slipway.dev/v1")
          {'apiVersion': 1, 'spec': {}}                             | $.apiVersion: 1 (expected: "slipway.dev/v1")
          {'spec': {}}                                              | $.apiVersion: nothing (expected: "slipway.dev/v1")
          {'apiVersion': 'slipway.dev/v1', 'spec': {}, 'more': 1}   | $.more: unknown property (expected: apiVersion, spec)
          {'apiVersion': 'slipway.dev/v1'}                          | $.spec: nothing (expected: an object: the cluster)
          {'apiVersion': 'slipway.dev/v1', 'spec': []}              | $.spec: a list (expected: an object: the cluster)
          {'apiVersion': 'slipway.dev/v1', 'spec': null}            | $.spec: null (expected: an object: the cluster)
          {'apiVersion': 'slipway.dev/v1', 'spec': {}}              | $.spec: no quorum, kafka (expected: an object with quorum, kafka)
          []                                                        | $: a list (expected: an object with apiVersion and spec)
          'text'                                                    | $: "text" (expected: an object with apiVersion and spec)
          ``                                                        | $: nothing (expected: an object with apiVersion and spec)
          """)
  void refusesAnotherEnvelope(String text, String message) {
    assertThatThrownBy(() -> JSON.read(text.replace('\'', '"')))
        .isInstanceOf(MalformedSpecException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'apiVersion':                     | line 1, column 15
          {'apiVersion': hunter2}            | line 1, column 23
          {'apiVersion' 'slipway.dev/v1'}    | line 1, column 15
          {'spec': {}, 'spec': {}}           | line 1, column 22
          {} {}                              | line 1, column 4
          """)
  void refusesBrokenJsonWithoutQuotingIt(String text, String place) {
    MalformedSpecException refused =
        catchThrowableOfType(
            MalformedSpecException.class, () -> JSON.read(text.replace('\'', '"')));

    assertThat(refused.place()).isEqualTo(place);
    assertThat(refused).hasMessageEndingWith("(expected: one JSON document)");
    assertThat(refused.getMessage()).doesNotContain("hunter2");
  }

  @Test
  void leavesSecretsOutOfTheWholeStackTrace() {
    MalformedSpecException refused =
        catchThrowableOfType(
            MalformedSpecException.class,
            () ->
                JSON.read(
                    document(
                        QUORUM,
                        "'kafka': {'brokers': 3, 'settings': {'ssl.key.password': 123456}}")));

    StringWriter trace = new StringWriter();
    refused.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain("123456");
  }

  @Test
  void refusesToWriteAKindThatIsNotProvided() {
    SpecJson bare = SpecJson.of(Providers.providing());

    assertThatThrownBy(() -> bare.write(minimal().mesh(new TestMesh("corp")).build()))
        .isInstanceOf(MalformedSpecException.class)
        .hasMessage(
            "$.spec.mesh: 'test-mesh' of dev.slipway.core.json.Providers$TestMesh (expected: a kind"
                + " for which there is a SpecKind, where there is none)");
  }

  @Test
  void refusesTwoProvidersOfOneKind() {
    ClassLoader loader = Providers.providing(TestMeshKind.class, RivalKind.class);

    assertThatThrownBy(() -> SpecJson.of(loader))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "kind 'test-mesh': provided by %s and by %s (expected: one provider for a kind)"
                .formatted(TestMeshKind.class.getName(), RivalKind.class.getName()));
  }

  @Test
  void refusesAProviderOfSomethingElse() {
    ClassLoader loader = Providers.providing(StrangeKind.class);

    assertThatThrownBy(() -> SpecJson.of(loader))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "kind 'strange' of %s: java.lang.String (expected: a MeshSpec or an ExposureSpec)"
                .formatted(StrangeKind.class.getName()));
  }
}
