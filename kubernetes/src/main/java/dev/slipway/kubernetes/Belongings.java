package dev.slipway.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What belongs to a cluster in one namespace, known by its label. */
final class Belongings {
  private Belongings() {}

  /** What can be made anew at any time. */
  static List<HasMetadata> light(KubernetesClient client, String cluster, String namespace) {
    Map<String, String> labels = Ownership.selector(cluster);
    List<HasMetadata> found = new ArrayList<>();
    found.addAll(client.services().inNamespace(namespace).withLabels(labels).list().getItems());
    found.addAll(client.configMaps().inNamespace(namespace).withLabels(labels).list().getItems());
    found.addAll(client.secrets().inNamespace(namespace).withLabels(labels).list().getItems());
    found.addAll(
        client.serviceAccounts().inNamespace(namespace).withLabels(labels).list().getItems());
    found.addAll(budgets(client, labels, namespace));
    return found;
  }

  private static List<? extends HasMetadata> budgets(
      KubernetesClient client, Map<String, String> labels, String namespace) {
    ServerVersion version = ServerVersion.of(client.getKubernetesVersion().getGitVersion());
    return version.atLeast(1, 21)
        ? client
            .policy()
            .v1()
            .podDisruptionBudget()
            .inNamespace(namespace)
            .withLabels(labels)
            .list()
            .getItems()
        : client
            .policy()
            .v1beta1()
            .podDisruptionBudget()
            .inNamespace(namespace)
            .withLabels(labels)
            .list()
            .getItems();
  }

  static List<PersistentVolumeClaim> volumes(
      KubernetesClient client, String cluster, String namespace) {
    return client
        .persistentVolumeClaims()
        .inNamespace(namespace)
        .withLabels(Ownership.selector(cluster))
        .list()
        .getItems();
  }
}
