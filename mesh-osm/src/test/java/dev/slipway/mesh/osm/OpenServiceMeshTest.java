package dev.slipway.mesh.osm;

import static dev.slipway.mesh.osm.OpenServiceMesh.FSM;
import static dev.slipway.mesh.osm.OpenServiceMesh.OSM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.model.MeshRules;
import dev.slipway.core.model.SpecKind;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class OpenServiceMeshTest {
  @Test
  void isWhatAFreshInstallationIsButForItsProxyMode() {
    assertThat(OSM.kind()).isEqualTo("osm");
    assertThat(OSM.name()).isEqualTo("osm");
    assertThat(OSM.controlPlane()).isEqualTo("osm-system");
    assertThat(OSM.localProxyMode()).isEqualTo(LocalProxyMode.POD_IP);
    assertThat(OSM.managesMeshConfig()).isFalse();
  }

  @Test
  void statesTheRulesOfItsLastRelease() {
    MeshRules rules = OSM.rules();

    assertThat(rules.reservedPorts())
        .containsExactlyInAnyOrder(15000, 15001, 15003, 15010, 15901, 15902, 15903, 15904);
    assertThat(rules.reservedUid()).hasValue(1500);
    assertThat(rules.delivery()).isEqualTo(MeshRules.Delivery.POD_ADDRESS);
    assertThat(rules.outsiders()).isEqualTo(MeshRules.Outsiders.PORT_EXCLUDED);
    assertThat(rules.mostExcludedPorts()).hasValue(15);
    assertThat(rules.dotInIdentityAllowed()).isFalse();
    assertThat(rules.authorizesOnServer()).isTrue();
  }

  @Test
  void promisesLessAsItsSuccessor() {
    assertThat(FSM.kind()).isEqualTo("osm");
    assertThat(FSM.distribution()).isEqualTo(Distribution.FSM);
    assertThat(FSM.name()).isEqualTo("fsm");
    assertThat(FSM.controlPlane()).isEqualTo("fsm-system");
    assertThat(FSM.rules().authorizesOnServer()).isFalse();
    assertThat(FSM.rules().reservedPorts()).containsAll(OSM.rules().reservedPorts());
    assertThat(FSM).isNotEqualTo(OSM.named("fsm").controlPlaneIn("fsm-system"));
    assertThat(FSM.toString()).startsWith("osm{distribution=FSM, name=fsm, ");
  }

  @Test
  void deliversToLoopbackInModeLocalhost() {
    assertThat(OSM.localProxyMode(LocalProxyMode.LOCALHOST).rules().delivery())
        .isEqualTo(MeshRules.Delivery.LOOPBACK);
  }

  @Test
  void copiesWithEachOption() {
    assertThat(OSM.named("corp").name()).isEqualTo("corp");
    assertThat(OSM.controlPlaneIn("mesh").controlPlane()).isEqualTo("mesh");
    assertThat(OSM.managingMeshConfig().managesMeshConfig()).isTrue();
    assertThat(OSM.withoutPreflight().skipsPreflight()).isTrue();
    assertThat(OSM.name()).isEqualTo("osm");
    assertThat(OSM.skipsPreflight()).isFalse();
  }

  @Test
  void isEqualByItsOptions() {
    assertThat(OSM.named("corp").controlPlaneIn("mesh"))
        .isEqualTo(OSM.controlPlaneIn("mesh").named("corp"))
        .hasSameHashCodeAs(OSM.controlPlaneIn("mesh").named("corp"))
        .isNotEqualTo(OSM.named("corp"))
        .isNotEqualTo("osm");
    assertThat(OSM)
        .isEqualTo(OSM.named("osm"))
        .isNotEqualTo(OSM.localProxyMode(LocalProxyMode.LOCALHOST))
        .isNotEqualTo(OSM.withoutPreflight())
        .isNotEqualTo(OSM.managingMeshConfig());
  }

  @Test
  void refusesABlankName() {
    assertThatThrownBy(() -> OSM.named(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mesh name: ' ' (expected: not blank)");
    assertThatThrownBy(() -> OSM.controlPlaneIn(""))
        .hasMessage("namespace of the control plane: '' (expected: not blank)");
  }

  @Test
  void printsReadably() {
    assertThat(OSM).hasToString("osm{name=osm, controlPlane=osm-system, localProxyMode=POD_IP}");
    assertThat(OSM.managingMeshConfig().toString()).endsWith(", managing the MeshConfig}");
    assertThat(OSM.withoutPreflight().toString()).endsWith(", without preflight}");
  }

  @Test
  void isFoundByItsKind() {
    assertThat(ServiceLoader.load(SpecKind.class))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.kind()).isEqualTo(OSM.kind());
              assertThat(found.type()).isEqualTo(OpenServiceMesh.class);
            });
  }
}
