package dev.slipway.dsl;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static dev.slipway.mesh.osm.OpenServiceMesh.OSM;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What compiles, and what does not and why. */
class GrammarTest {
  @Test
  void compilesTheSentence() {
    assertThat(cluster().zookeeper(3).kafka(3).mesh(OSM).expose(nodePortPerBroker()).build())
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cluster().zookeeper(3).kafka(3).mesh(OSM).expose(nodePortPerBroker())",
        "cluster().zookeeper(3).kafka(3).expose(nodePortPerBroker()).mesh(OSM)",
        "cluster().zookeeper(3).kafka(3).build()",
        "cluster(\"orders\").zookeeper(existing(\"zk:2181\", \"/kafka\")).kafka(3).build()",
        "cluster().zookeeper(z -> z.servers(3)).kafka(k -> k.brokers(3)).build()",
        "cluster().zookeeper(3).kafka(k -> k.brokers(3).storage(persistent(\"10Gi\"))).build()",
        "cluster().zookeeper(3).kafka(3).mesh(istio().revision(\"1-22\")).build()",
        // Each word of a sentence without a mesh leaves the mesh sayable.
        "cluster().zookeeper(3).kafka(3).expose(nodePortPerBroker())"
            + ".expose(\"a\", nodePortPerBroker()).listener(l -> l.exposure(nodePortPerBroker()))"
            + ".allow(serviceAccount(\"a\", \"b\"))"
            + ".inNamespaces(\"a\", \"b\").label(\"a\", \"b\")"
            + ".annotation(\"a\", \"b\").mesh(OSM).build()",
        "cluster().zookeeper(3).kafka(3).mesh(OSM).expose(nodePortPerBroker())"
            + ".expose(\"a\", nodePortPerBroker()).listener(l -> l.exposure(nodePortPerBroker()))"
            + ".allow(serviceAccount(\"a\", \"b\"))"
            + ".inExistingNamespaces(\"a\", \"b\").label(\"a\", \"b\")"
            + ".annotation(\"a\", \"b\").build()"
      })
  void compiles(String expression) {
    assertThat(Snippet.errors(expression)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          cluster().kafka(3)                                              | method kafka(int)                | interface NeedsZooKeeper
          cluster().build()                                               | method build()                   | interface NeedsZooKeeper
          cluster().mesh(OSM)                                             | method mesh(OpenServiceMesh)     | interface NeedsZooKeeper
          cluster().expose(nodePortPerBroker())                           | method expose(NodePortPerBroker) | interface NeedsZooKeeper
          cluster().zookeeper(3).zookeeper(3)                             | method zookeeper(int)            | interface NeedsKafka
          cluster().zookeeper(3).build()                                  | method build()                   | interface NeedsKafka
          cluster().zookeeper(3).mesh(OSM)                                | method mesh(OpenServiceMesh)     | interface NeedsKafka
          cluster().zookeeper(3).expose(nodePortPerBroker())              | method expose(NodePortPerBroker) | interface NeedsKafka
          cluster().zookeeper(3).label("a", "b")                          | method label(String,String)      | interface NeedsKafka
          cluster().zookeeper(3).kafka(3).kafka(3)                        | method kafka(int)                | interface MeshlessSentence
          cluster().zookeeper(3).kafka(3).zookeeper(3)                    | method zookeeper(int)            | interface MeshlessSentence
          cluster().zookeeper(3).kafka(3).mesh(OSM).mesh(istio())         | method mesh(Istio)               | interface Sentence
          cluster().zookeeper(3).kafka(3).mesh(OSM).label("a", "b").mesh(OSM) | method mesh(OpenServiceMesh) | interface Sentence
          cluster().zookeeper(3).kafka(3).build().expose(nodePortPerBroker()) | method expose(NodePortPerBroker) | class ClusterSpec
          """)
  void findsNoSuchWord(String expression, String symbol, String location) {
    assertThat(Snippet.errors(expression))
        .singleElement()
        .asString()
        .isEqualTo("cannot find symbol symbol: " + symbol + " location: " + location);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          cluster().zookeeper(3).kafka(3).mesh(nodePortPerBroker()) | NodePortPerBroker cannot be converted to MeshSpec
          cluster().zookeeper(3).kafka(3).expose(OSM)               | OpenServiceMesh cannot be converted to ExposureSpec
          cluster().zookeeper(3).kafka("3")                         | String cannot be converted to int
          cluster().zookeeper(3).kafka(existing("zk:2181"))         | ExistingZooKeeper cannot be converted to int
          """)
  void refusesAValueOfAnotherType(String expression, String reason) {
    assertThat(Snippet.errors(expression)).singleElement().asString().contains(reason);
  }
}
