package dev.slipway.kubernetes.internal.engine;

import dev.slipway.core.problem.ApplyException;
import dev.slipway.kubernetes.internal.observe.ExistingObjects;
import dev.slipway.kubernetes.internal.session.Ownership;
import dev.slipway.kubernetes.manifest.Manifests;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Refuses, before anything is touched, what Kubernetes would refuse half-way or what would lose
 * data.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations">Kubernetes:
 *     StatefulSet limitations</a>
 */
final class ImmutableFields {
  private ImmutableFields() {}

  static void check(Manifests manifests, ExistingObjects observed) {
    List<String> refused = new ArrayList<>();
    manifests
        .objects(StatefulSet.class)
        .forEach(
            wanted ->
                observed
                    .like(wanted)
                    .map(StatefulSet.class::cast)
                    .ifPresent(
                        there ->
                            check(
                                Ownership.named(wanted),
                                wanted.getSpec(),
                                there.getSpec(),
                                refused)));
    if (!refused.isEmpty()) {
      throw new ApplyException(
          "Cluster '"
              + manifests.cluster()
              + "' can't be changed so; nothing was touched\n  - "
              + String.join("\n  - ", refused));
    }
  }

  private static void check(
      String named, StatefulSetSpec wanted, StatefulSetSpec there, List<String> refused) {
    if (!Objects.equals(wanted.getReplicas(), there.getReplicas())) {
      refused.add(
          named
              + ": "
              + wanted.getReplicas()
              + " replicas (expected: "
              + there.getReplicas()
              + " as deployed, since scaling moves data)\n"
              + "      fix: deploy the number that is there");
    }
    List<String> storage = storage(wanted);
    if (!storage.equals(storage(there))) {
      refused.add(
          named
              + ": storage "
              + storage
              + " (expected: "
              + storage(there)
              + " as deployed, since volumes of a StatefulSet never change)\n"
              + "      fix: deploy under another name and move the data, or delete the cluster"
              + " first and keep its volumes");
    }
    if (!Objects.equals(wanted.getServiceName(), there.getServiceName())
        || !Objects.equals(
            wanted.getSelector().getMatchLabels(), there.getSelector().getMatchLabels())) {
      refused.add(
          named
              + ": its Service or selector (expected: "
              + there.getServiceName()
              + ", "
              + there.getSelector().getMatchLabels()
              + ")\n      fix: give the cluster another name");
    }
  }

  private static List<String> storage(StatefulSetSpec spec) {
    return spec.getVolumeClaimTemplates() == null
        ? List.of()
        : spec.getVolumeClaimTemplates().stream().map(ImmutableFields::storage).toList();
  }

  private static String storage(PersistentVolumeClaim claim) {
    String storageClass = claim.getSpec().getStorageClassName();
    Quantity size = claim.getSpec().getResources().getRequests().get("storage");
    return claim.getMetadata().getName()
        + " of "
        + (size == null ? "unknown" : size.getNumericalAmount())
        + " bytes"
        + (storageClass == null ? "" : " of class " + storageClass);
  }
}
