package dev.slipway.dsl;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static dev.slipway.mesh.osm.OpenServiceMesh.OSM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.json.SpecJson;
import dev.slipway.core.model.ClusterSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON with the kinds that exist; what {@code core} can show alone is shown there. */
class SpecJsonTest {
  private final SpecJson json = SpecJson.create();

  static List<ClusterSpec> specs() {
    return RichSpecs.all();
  }

  @ParameterizedTest
  @MethodSource("specs")
  void givesAnEqualValueThereAndBack(ClusterSpec spec) {
    String document = json.write(spec);

    assertThat(json.read(document)).isEqualTo(spec);
    assertThat(json.write(json.read(document))).isEqualTo(document);
    assertThat(SpecJson.create().write(spec)).isEqualTo(document);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void writesNoNulls(ClusterSpec spec) {
    assertThat(json.write(spec)).startsWith("{").doesNotContain("null");
  }

  /** With {@code -Dgolden.update=true} the file is written anew. */
  @Test
  void writesTheGoldenDocument() throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Path file = Path.of("src/test/resources/golden/everything.json");
      Files.writeString(file, json.write(RichSpecs.everything()) + "\n");
      return;
    }
    assertThat(json.write(RichSpecs.everything())).isEqualTo(golden("everything.json"));
  }

  @Test
  void readsTheGoldenDocument() {
    assertThat(json.read(golden("everything.json"))).isEqualTo(RichSpecs.everything());
  }

  @Test
  void readsWhatIsAbsentAsItsDefault() {
    assertThat(
            json.read(
                """
                {"apiVersion": "slipway.dev/v1", "spec": {
                  "quorum": {"kind": "zookeeper", "servers": 3},
                  "kafka": {"brokers": 3},
                  "mesh": {"kind": "osm"},
                  "listeners": [{"exposure": {"kind": "node-port-per-broker"}}]}}
                """))
        .isEqualTo(cluster().zookeeper(3).kafka(3).mesh(OSM).expose(nodePortPerBroker()).build());
  }

  @Test
  void namesTheKnownKindsAndWhereOthersComeFrom() {
    assertThatThrownBy(
            () ->
                json.read(
                    """
                    {"apiVersion": "slipway.dev/v1", "spec": {
                      "quorum": {"kind": "zookeeper", "servers": 3},
                      "kafka": {"brokers": 3},
                      "mesh": {"kind": "linkerd"}}}
                    """))
        .hasMessage(
            "$.spec.mesh.kind: \"linkerd\" (expected: one of istio, osm; a mesh comes with an"
                + " artifact dev.slipway:slipway-mesh-…)");
    assertThatThrownBy(
            () ->
                json.read(
                    """
                    {"apiVersion": "slipway.dev/v1", "spec": {
                      "quorum": {"kind": "zookeeper", "servers": 3},
                      "kafka": {"brokers": 3},
                      "listeners": [{"exposure": {"kind": "balloon"}}]}}
                    """))
        .hasMessage(
            "$.spec.listeners[0].exposure.kind: \"balloon\" (expected: one of"
                + " node-port-per-broker; exposures come with the artifact"
                + " dev.slipway:slipway-exposure)");
  }

  @Test
  void namesThePlaceInsideAMeshOrAnExposure() {
    String start =
        "{\"apiVersion\": \"slipway.dev/v1\", \"spec\": {\"quorum\": {\"kind\": \"zookeeper\","
            + " \"servers\": 3}, \"kafka\": {\"brokers\": 3}, ";

    assertThatThrownBy(
            () -> json.read(start + "\"mesh\": {\"kind\": \"osm\", \"controlPlain\": \"x\"}}}"))
        .hasMessage(
            "$.spec.mesh.controlPlain: unknown property (expected: controlPlane, distribution,"
                + " localProxyMode, managesMeshConfig, name, skipsPreflight)");
    assertThatThrownBy(() -> json.read(start + "\"mesh\": {\"kind\": \"osm\", \"name\": \"\"}}}"))
        .hasMessage("$.spec.mesh: mesh name: '' (expected: not blank)");
    assertThatThrownBy(
            () ->
                json.read(
                    start
                        + "\"listeners\": [{\"exposure\": {\"kind\": \"node-port-per-broker\","
                        + " \"from\": \"30093\"}}]}}"))
        .hasMessage("$.spec.listeners[0].exposure.from: \"30093\" (expected: a whole number)");
  }

  @Test
  void findsKindsWhereTheContextClassLoaderKnowsNoSlipway() throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader stranger =
        new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(stranger);

      assertThat(SpecJson.create().read(json.write(RichSpecs.everything())))
          .isEqualTo(RichSpecs.everything());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void writesTheSameInAnyLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(SpecJson.create().write(RichSpecs.everything()))
          .isEqualTo(golden("everything.json"));
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String golden(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            SpecJsonTest.class.getResourceAsStream("/golden/" + name), "no such file: " + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
