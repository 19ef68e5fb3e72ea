package dev.slipway.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The meshes' own schemas take every object as it is. */
class MeshSchemasTest {
  private static final Set<String> OWN_GROUPS =
      Set.of("access.smi-spec.io", "specs.smi-spec.io", "security.istio.io", "networking.istio.io");
  private static final CrdSchemas SCHEMAS = CrdSchemas.read();
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  @ParameterizedTest
  @EnumSource
  void takeEveryObject(MeshCase meshCase) {
    List<JsonNode> objects =
        meshCase.manifests().objects().stream()
            .filter(MeshSchemasTest::isOfMesh)
            .map(MeshSchemasTest::tree)
            .toList();

    assertThat(objects)
        .isNotEmpty()
        .allSatisfy(
            object -> assertThat(SCHEMAS.complaints(object)).as(object::toString).isEmpty());
  }

  @Test
  void noticeWhatIsWrong() {
    ObjectNode route =
        (ObjectNode)
            tree(
                MeshCase.OSM_NODE_PORT.manifests().objects().stream()
                    .filter(object -> object.getKind().equals("TCPRoute"))
                    .findFirst()
                    .orElseThrow());

    assertThat(SCHEMAS.complaints(route.deepCopy().put("apiVersion", "specs.smi-spec.io/v1alpha3")))
        .containsExactly("specs.smi-spec.io/v1alpha3 TCPRoute is not served");
    ObjectNode pruned = route.deepCopy();
    ((ObjectNode) pruned.at("/spec/matches")).put("name", "tcp");
    assertThat(SCHEMAS.complaints(pruned)).containsExactly("spec.matches.name: would be pruned");
    ObjectNode missing = route.deepCopy();
    ((ObjectNode) missing.at("/spec/matches")).remove("ports");
    assertThat(SCHEMAS.complaints(missing)).containsExactly("spec.matches.ports: missing");
    ObjectNode mistyped = route.deepCopy();
    ((ObjectNode) mistyped.at("/spec/matches")).putArray("ports").add("9092");
    assertThat(SCHEMAS.complaints(mistyped))
        .containsExactly("spec.matches.ports[0]: \"9092\" is no integer");
  }

  static boolean isOfMesh(HasMetadata object) {
    String version = object.getApiVersion();
    return version.indexOf('/') > 0
        && OWN_GROUPS.contains(version.substring(0, version.indexOf('/')));
  }

  private static JsonNode tree(HasMetadata object) {
    return SERIALIZATION.convertValue(object, JsonNode.class);
  }
}
