package dev.slipway.kubernetes.render;

import dev.slipway.core.model.StorageSpec;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * A node's volumes: its data, its configuration, and room for what it writes besides, since the
 * image's own folders can't be written to.
 */
final class Volumes {
  static final String DATA = "data";

  private static final String CONFIG = "config";
  private static final String SCRATCH = "scratch";

  private Volumes() {}

  static List<Volume> of(Workload workload) {
    List<Volume> volumes = new ArrayList<>();
    if (workload.storage() instanceof StorageSpec.Ephemeral) {
      volumes.add(empty(DATA));
    }
    volumes.add(ConfigObjects.volume(CONFIG, workload));
    volumes.add(empty(SCRATCH));
    return volumes;
  }

  static List<VolumeMount> mounts(Workload workload) {
    return List.of(
        mount(DATA, workload.mount()),
        new VolumeMountBuilder()
            .withName(CONFIG)
            .withMountPath(ConfigObjects.FOLDER)
            .withReadOnly(true)
            .build(),
        mount(SCRATCH, NodeContainer.SCRATCH));
  }

  /**
   * The claims that outlive a pod. They can never be changed, so they bear no more than what they
   * are found by.
   */
  static List<PersistentVolumeClaim> claims(Workload workload, RenderContext context) {
    if (!(workload.storage() instanceof StorageSpec.Persistent persistent)) {
      return List.of();
    }
    return List.of(
        new PersistentVolumeClaimBuilder()
            .withNewMetadata()
            .withName(DATA)
            .withLabels(context.selector(workload.role()))
            .endMetadata()
            .withNewSpec()
            .withAccessModes("ReadWriteOnce")
            .withStorageClassName(persistent.storageClass().orElse(null))
            .withNewResources()
            .addToRequests("storage", new Quantity(persistent.size().toString()))
            .endResources()
            .endSpec()
            .build());
  }

  private static Volume empty(String name) {
    return new VolumeBuilder().withName(name).withNewEmptyDir().endEmptyDir().build();
  }

  private static VolumeMount mount(String volume, String folder) {
    return new VolumeMountBuilder().withName(volume).withMountPath(folder).build();
  }
}
