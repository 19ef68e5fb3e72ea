package dev.slipway.it.kubernetes;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.dsl.Slipway.persistent;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.problem.ApplyException;
import dev.slipway.kubernetes.KubernetesDeployment;
import dev.slipway.kubernetes.KubernetesTarget;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A whole life under an account that has the Role of the documentation and nothing else. */
@Tag("cluster")
class RightsClusterTest {
  private static final Path ROLE = Path.of("../docs/kubernetes-role.yaml");
  private static final String ACCOUNT = "deployer";

  @RegisterExtension final RealCluster real = RealCluster.connect();

  private ClusterSpec spec(String namespace, String... topics) {
    return cluster("limited")
        .zookeeper(zookeeper -> zookeeper.servers(1).storage(persistent("1Gi")))
        .kafka(
            kafka -> {
              kafka.brokers(1).storage(persistent("1Gi"));
              for (String topic : topics) {
                kafka.topic(topic).setting("num.io.threads", "3");
              }
            })
        .expose(nodePortPerBroker().host(machine()))
        .inExistingNamespace(namespace)
        .build();
  }

  /** An address that somebody gave who may see the machines. */
  private String machine() {
    return real.client().nodes().list().getItems().get(0).getStatus().getAddresses().stream()
        .filter(address -> address.getType().equals("InternalIP"))
        .findFirst()
        .orElseThrow()
        .getAddress();
  }

  @Test
  void theRoleIsEnoughForAWholeLife() throws IOException {
    real.make("limited");
    try (KubernetesClient limited = real.as(token("limited", role()))) {
      assertThatThrownBy(() -> limited.namespaces().list()).hasMessageContaining("orbidden");
      KubernetesTarget target = KubernetesTarget.of(limited);

      target.deploy(spec("limited")).close();
      assertThat(target.diff(spec("limited", "added")).none()).isFalse();
      target.deploy(spec("limited", "added")).close();
      try (KubernetesDeployment attached = target.attach("limited", "limited")) {
        attached.verify().orThrow();
        attached.deleteWithVolumes();
      }
    }
    assertThat(real.client().pods().inNamespace("limited").list().getItems()).isEmpty();
    assertThat(real.client().services().inNamespace("limited").list().getItems()).isEmpty();
    assertThat(real.client().namespaces().withName("limited").get()).isNotNull();
  }

  @Test
  void aMissingRightToTheLeaseIsNamedToo() throws IOException {
    real.make("leaseless");
    Role role = role();
    without(role, "leases", "get");
    try (KubernetesClient limited = real.as(token("leaseless", role))) {
      assertThatThrownBy(() -> KubernetesTarget.of(limited).deploy(spec("leaseless")))
          .isInstanceOf(ApplyException.class)
          .hasMessageContaining("- get leases.coordination.k8s.io in namespace leaseless");
    }
  }

  @Test
  void whatIsMissingIsNamedBeforeAnythingIsChanged() throws IOException {
    real.make("lacking");
    Role role = role();
    without(role, "statefulsets", "patch");
    without(role, "secrets", "list");
    without(role, "leases", "get");
    without(role, "pods/portforward", "create");
    try (KubernetesClient limited = real.as(token("lacking", role))) {
      assertThatThrownBy(() -> KubernetesTarget.of(limited).deploy(spec("lacking")))
          .isInstanceOf(ApplyException.class)
          .hasMessageContaining("nothing was touched")
          .hasMessageContaining("- patch statefulsets.apps in namespace lacking")
          .hasMessageContaining("- create pods/portforward in namespace lacking")
          .hasMessageContaining("- list secrets in namespace lacking")
          .hasMessageContaining("- get leases.coordination.k8s.io in namespace lacking")
          .hasMessageNotContaining("- get statefulsets");
    }
    assertThat(real.client().apps().statefulSets().inNamespace("lacking").list().getItems())
        .isEmpty();
    assertThat(
            real.client().services().inNamespace("lacking").list().getItems().size()
                + real.client().leases().inNamespace("lacking").list().getItems().size())
        .isZero();
  }

  private static Role role() throws IOException {
    return Serialization.unmarshal(Files.readString(ROLE), Role.class);
  }

  private static void without(Role role, String resource, String verb) {
    List<PolicyRule> rules = new ArrayList<>();
    for (PolicyRule rule : role.getRules()) {
      if (rule.getResources().contains(resource)) {
        PolicyRule others = rule.edit().removeFromResources(resource).build();
        if (!others.getResources().isEmpty()) {
          rules.add(others);
        }
        rules.add(rule.edit().withResources(resource).removeFromVerbs(verb).build());
      } else {
        rules.add(rule);
      }
    }
    role.setRules(rules.stream().filter(rule -> !rule.getVerbs().isEmpty()).toList());
  }

  /** The token of a new account in the namespace, with this Role there. */
  private String token(String namespace, Role role) {
    KubernetesClient admin = real.client();
    role.getMetadata().setNamespace(namespace);
    admin.resource(role).create();
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(ACCOUNT)
                .endMetadata()
                .build())
        .create();
    admin
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(ACCOUNT)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", role.getMetadata().getName())
                .addNewSubject()
                .withKind("ServiceAccount")
                .withNamespace(namespace)
                .withName(ACCOUNT)
                .endSubject()
                .build())
        .create();
    Secret secret =
        new SecretBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(ACCOUNT + "-long-lived")
            .addToAnnotations("kubernetes.io/service-account.name", ACCOUNT)
            .endMetadata()
            .withType("kubernetes.io/service-account-token")
            .build();
    admin.resource(secret).create();
    String token =
        admin
            .secrets()
            .inNamespace(namespace)
            .withName(secret.getMetadata().getName())
            .waitUntilCondition(
                filled ->
                    filled != null
                        && filled.getData() != null
                        && filled.getData().containsKey("token"),
                1,
                TimeUnit.MINUTES)
            .getData()
            .get("token");
    return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
  }
}
