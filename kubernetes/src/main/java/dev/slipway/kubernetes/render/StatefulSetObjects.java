package dev.slipway.kubernetes.render;

import dev.slipway.core.model.StorageSpec;
import dev.slipway.kubernetes.spi.Decoration;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.Map;
import java.util.TreeMap;

/** The pods of one kind of node. */
final class StatefulSetObjects {
  private StatefulSetObjects() {}

  /**
   * All pods at once, since a quorum needs several, and none restarted but by who looks at quorum
   * and replicas first.
   */
  static HasMetadata render(Workload workload, RenderContext context, MeshMarks mesh) {
    StatefulSetBuilder set =
        new StatefulSetBuilder()
            .withMetadata(context.metadata(workload.role(), workload.name()))
            .withNewSpec()
            .withServiceName(workload.name())
            .withReplicas(workload.plan().replicas())
            .withPodManagementPolicy("Parallel")
            .withNewUpdateStrategy()
            .withType("OnDelete")
            .endUpdateStrategy()
            .withNewSelector()
            .withMatchLabels(context.selector(workload.role()))
            .endSelector()
            .withNewTemplate()
            .withMetadata(podMetadata(workload, context, mesh))
            .withSpec(pod(workload, context))
            .endTemplate()
            .withVolumeClaimTemplates(Volumes.claims(workload, context))
            .endSpec();
    if (workload.storage() instanceof StorageSpec.Persistent && context.version().atLeast(1, 27)) {
      set.editSpec()
          .withNewPersistentVolumeClaimRetentionPolicy()
          .withWhenDeleted("Retain")
          .withWhenScaled("Retain")
          .endPersistentVolumeClaimRetentionPolicy()
          .endSpec();
    }
    return set.build();
  }

  private static ObjectMeta podMetadata(Workload workload, RenderContext context, MeshMarks mesh) {
    Decoration decoration = mesh.pods(workload.role());
    Map<String, String> labels = new TreeMap<>(decoration.labels());
    labels.putAll(workload.pod().labels());
    labels.putAll(context.labels(workload.role()));
    Map<String, String> annotations = context.annotations();
    annotations.putAll(decoration.annotations());
    annotations.putAll(workload.pod().annotations());
    return new ObjectMetaBuilder().withLabels(labels).withAnnotations(annotations).build();
  }

  private static PodSpec pod(Workload workload, RenderContext context) {
    Placement placement = new Placement(workload, context);
    return new PodSpecBuilder()
        .withServiceAccountName(workload.plan().identity().name())
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(NodeContainer.of(workload, context).graceSeconds())
        .withSecurityContext(security(workload.plan().uid()))
        .withImagePullSecrets(
            workload.pod().imagePullSecrets().stream().map(LocalObjectReference::new).toList())
        .withNodeSelector(new TreeMap<>(workload.placement().nodeSelector()))
        .withAffinity(placement.affinity())
        .withTopologySpreadConstraints(placement.spread())
        .withTolerations(placement.tolerations())
        .withContainers(NodeContainer.of(workload, context).render())
        .withVolumes(Volumes.of(workload))
        .build();
  }

  /**
   * The pod's half of the restricted standard.
   *
   * @see <a
   *     href="https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted">Kubernetes:
   *     Pod Security Standards</a>
   */
  static PodSecurityContext security(int uid) {
    return new PodSecurityContextBuilder()
        .withRunAsNonRoot(true)
        .withRunAsUser((long) uid)
        .withFsGroup((long) uid)
        .withFsGroupChangePolicy("OnRootMismatch")
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .build();
  }
}
