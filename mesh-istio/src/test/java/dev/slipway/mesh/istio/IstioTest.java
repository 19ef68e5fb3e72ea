package dev.slipway.mesh.istio;

import static dev.slipway.mesh.istio.Istio.istio;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.model.MeshRules;
import dev.slipway.core.model.SpecKind;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IstioTest {
  @Test
  void isTheDefaultRevisionIfUnspecified() {
    assertThat(istio().kind()).isEqualTo("istio");
    assertThat(istio().revision()).isEmpty();
    assertThat(istio().version()).isEmpty();
    assertThat(istio().trustDomain()).isEqualTo("cluster.local");
    assertThat(istio().controlPlane()).isEqualTo("istio-system");
    assertThat(istio().dataPlane()).isEqualTo(DataPlane.SIDECAR);
    assertThat(istio().restrictsEgress()).isFalse();
    assertThat(istio().skipsPreflight()).isFalse();
  }

  @Test
  void copiesWithEachOption() {
    assertThat(istio().controlPlaneIn("mesh").controlPlane()).isEqualTo("mesh");
    assertThat(istio().ambient().dataPlane()).isEqualTo(DataPlane.AMBIENT);
    assertThat(istio().restrictingEgress().restrictsEgress()).isTrue();
    assertThat(istio().withoutPreflight().skipsPreflight()).isTrue();
  }

  @Test
  void reservesLessWithoutSidecars() {
    MeshRules rules = istio().ambient().rules();

    assertThat(rules.reservedPorts()).containsExactlyInAnyOrder(15001, 15006, 15008, 15053);
    assertThat(rules.reservedUid()).isEmpty();
    assertThat(rules.outsiders()).isEqualTo(MeshRules.Outsiders.PORT_PERMISSIVE);
  }

  @Test
  void knowsWhetherItIsLateEnough() {
    assertThat(istio().atLeast(1, 22)).isEmpty();
    assertThat(istio().version("1.22.1").atLeast(1, 22)).contains(true);
    assertThat(istio().version("1.21.9").atLeast(1, 22)).contains(false);
    assertThat(istio().version("2.0").atLeast(1, 22)).contains(true);
    assertThat(istio().version("0.8").atLeast(1, 2)).contains(false);
  }

  @Test
  void statesItsRules() {
    MeshRules rules = istio().rules();

    assertThat(rules.reservedPorts())
        .containsExactlyInAnyOrder(
            15000, 15001, 15002, 15004, 15006, 15008, 15009, 15020, 15021, 15053, 15090);
    assertThat(rules.reservedUid()).hasValue(1337);
    assertThat(rules.delivery()).isEqualTo(MeshRules.Delivery.POD_ADDRESS);
    assertThat(rules.outsiders()).isEqualTo(MeshRules.Outsiders.PORT_PERMISSIVE);
    assertThat(rules.mostExcludedPorts()).isEmpty();
    assertThat(rules.dotInIdentityAllowed()).isTrue();
    assertThat(rules.authorizesOnServer()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0.8,LOOPBACK",
    "1.9,LOOPBACK",
    "1.9.9,LOOPBACK",
    "1.10,POD_ADDRESS",
    "1.10.0,POD_ADDRESS",
    "1.30.3,POD_ADDRESS",
    "2.0,POD_ADDRESS"
  })
  void deliversToThePodsAddressFrom110On(String version, MeshRules.Delivery delivery) {
    assertThat(istio().version(version).rules().delivery()).isEqualTo(delivery);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "v1.9", "1.x", "1.9-rc", "latest", "1.2.3.4"})
  void refusesWhatIsNoVersion(String version) {
    assertThatThrownBy(() -> istio().version(version))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("version of Istio: '" + version + "' (expected: as in 1.22 or 1.22.3)");
  }

  @Test
  void refusesABlankOption() {
    assertThatThrownBy(() -> istio().revision("")).hasMessage("revision: '' (expected: not blank)");
    assertThatThrownBy(() -> istio().trustDomain(" "))
        .hasMessage("trust domain: ' ' (expected: not blank)");
  }

  @Test
  void isEqualByItsOptions() {
    assertThat(istio().revision("1-22").trustDomain("corp"))
        .isEqualTo(istio().trustDomain("corp").revision("1-22"))
        .hasSameHashCodeAs(istio().trustDomain("corp").revision("1-22"))
        .isNotEqualTo(istio().revision("1-22"))
        .isNotEqualTo(istio().trustDomain("corp"))
        .isNotEqualTo(istio().trustDomain("corp").revision("1-22").version("1.22"))
        .isNotEqualTo(istio().revision("1-22").trustDomain("corp").ambient())
        .isNotEqualTo(istio().revision("1-22").trustDomain("corp").restrictingEgress())
        .isNotEqualTo(istio().revision("1-22").trustDomain("corp").withoutPreflight())
        .isNotEqualTo(istio().revision("1-22").trustDomain("corp").controlPlaneIn("mesh"))
        .isNotEqualTo("istio");
  }

  @Test
  void printsWhatWasSpecified() {
    assertThat(istio()).hasToString("istio{trustDomain=cluster.local}");
    assertThat(istio().revision("1-9").version("1.9"))
        .hasToString("istio{revision=1-9, version=1.9, trustDomain=cluster.local}");
    assertThat(istio().controlPlaneIn("mesh").ambient().restrictingEgress().withoutPreflight())
        .hasToString(
            "istio{trustDomain=cluster.local, controlPlane=mesh, dataPlane=AMBIENT,"
                + " restricting egress, without preflight}");
  }

  @Test
  void isFoundByItsKind() {
    assertThat(ServiceLoader.load(SpecKind.class))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.kind()).isEqualTo(istio().kind());
              assertThat(found.type()).isEqualTo(Istio.class);
            });
  }
}
