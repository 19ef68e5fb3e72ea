package dev.slipway.it.mesh;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.mesh.istio.Istio.istio;
import static dev.slipway.mesh.osm.OpenServiceMesh.OSM;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.model.MeshSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Planner;
import dev.slipway.it.plan.ThreeMachines;
import dev.slipway.kubernetes.manifest.ServerVersion;
import dev.slipway.kubernetes.mesh.MeshInspection;
import dev.slipway.kubernetes.mesh.MeshReport;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real API server with the meshes' own definitions takes and keeps every object as it is. */
@Tag("cluster")
class MeshObjectsClusterTest {
  private static final String NAMESPACE = "mesh-objects";
  private static final String MANAGER = "slipway";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static KubernetesClient client;

  @BeforeAll
  static void install() throws IOException {
    if (System.getenv("KUBECONFIG") == null) {
      System.err.println(
          "\n*** NOT RUN: tests on a real cluster. Set KUBECONFIG to run them. ***\n");
      Assumptions.abort("KUBECONFIG is not set");
    }
    client = new KubernetesClientBuilder().build();
    MeshDefinitions.install(client);
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .serverSideApply();
  }

  @AfterAll
  static void clean() {
    if (client != null) {
      client.namespaces().withName(NAMESPACE).delete();
      client.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void areTakenAndKeptAsTheyAre(MeshCase meshCase) {
    List<String> applied = new ArrayList<>();
    for (HasMetadata object : meshCase.manifests().objects()) {
      if (!MeshSchemasTest.isOfMesh(object)) {
        continue;
      }
      object.getMetadata().setNamespace(NAMESPACE);
      object
          .getMetadata()
          .setName(
              meshCase.name().toLowerCase(Locale.ROOT).replace('_', '-')
                  + "-"
                  + object.getMetadata().getName());

      HasMetadata there = client.resource(object).fieldManager(MANAGER).serverSideApply();

      assertThat(spec(there)).as(object.getKind()).isEqualTo(spec(object));
      assertThat(there.getMetadata().getLabels()).isEqualTo(object.getMetadata().getLabels());
      String version = there.getMetadata().getResourceVersion();
      assertThat(
              client
                  .resource(object)
                  .fieldManager(MANAGER)
                  .serverSideApply()
                  .getMetadata()
                  .getResourceVersion())
          .isEqualTo(version);
      applied.add(object.getKind() + " " + object.getMetadata().getName());
    }

    assertThat(applied).isNotEmpty();
    assertThat(
            MeshInspection.belongings(
                MeshCase.providers(), client, meshCase.spec().name(), NAMESPACE))
        .extracting(object -> object.getKind() + " " + object.getMetadata().getName())
        .doesNotHaveDuplicates()
        .containsAll(applied);
  }

  /** The definitions alone are no mesh: that, and nothing about kinds, is what is found. */
  @Test
  void areRefusedWithoutAMeshByOneReport() {
    MeshReport osm = before(OSM);
    // Where a real Istio runs, another namespace is without one all the same.
    MeshReport istio = before(istio().controlPlaneIn("nowhere"));

    assertThat(osm.passed()).isFalse();
    assertThat(osm.findings())
        .extracting(finding -> finding.code().id())
        .containsExactly("MESH-101");
    assertThat(istio.findings())
        .extracting(finding -> finding.code().id())
        .containsExactly("MESH-101");
  }

  private static MeshReport before(MeshSpec mesh) {
    ClusterPlan plan =
        Planner.plan(
            cluster().zookeeper(3).kafka(3).mesh(mesh).build(), ThreeMachines.facts().build());
    return MeshInspection.of(
            new RenderContext(plan, new ServerVersion(1, 34)), MeshCase.providers())
        .before(client);
  }

  private static JsonNode spec(HasMetadata object) {
    return JSON.valueToTree(object).path("spec");
  }
}
