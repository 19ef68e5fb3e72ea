package dev.slipway.core.model;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Builds a {@link ZooKeeperSpec} from another: what is not said anew is taken from there. */
final class ZooKeeperVariation implements ZooKeeperSpec.Builder {
  private final ZooKeeperSpec base;
  private final ZooKeeperSpec.Builder builder = ZooKeeperSpec.builder();
  private final Set<String> said = new HashSet<>();

  ZooKeeperVariation(ZooKeeperSpec base) {
    this.base = base;
    builder.settings(base.settings());
  }

  @Override
  public ZooKeeperSpec.Builder servers(int servers) {
    said.add("servers");
    builder.servers(servers);
    return this;
  }

  @Override
  public ZooKeeperSpec.Builder version(String version) {
    said.add("version");
    builder.version(version);
    return this;
  }

  @Override
  public ZooKeeperSpec.Builder image(String image) {
    said.add("image");
    builder.image(image);
    return this;
  }

  @Override
  public ZooKeeperSpec.Builder chroot(String chroot) {
    said.add("chroot");
    builder.chroot(chroot);
    return this;
  }

  @Override
  public ZooKeeperSpec.Builder resources(ResourcesSpec resources) {
    said.add("resources");
    builder.resources(resources);
    return this;
  }

  @Override
  public ZooKeeperSpec.Builder storage(StorageSpec storage) {
    said.add("storage");
    builder.storage(storage);
    return this;
  }

  @Override
  public ZooKeeperSpec.Builder placement(PlacementSpec placement) {
    said.add("placement");
    builder.placement(placement);
    return this;
  }

  @Override
  public ZooKeeperSpec.Builder pod(PodSpec pod) {
    said.add("pod");
    builder.pod(pod);
    return this;
  }

  @Override
  public ZooKeeperSpec.Builder resources(Consumer<? super ResourcesSpec.Builder> described) {
    ResourcesSpec.Builder varied = base.resources().toBuilder();
    described.accept(varied);
    return resources(varied.build());
  }

  @Override
  public ZooKeeperSpec.Builder placement(Consumer<? super PlacementSpec.Builder> described) {
    PlacementSpec.Builder varied = base.placement().toBuilder();
    described.accept(varied);
    return placement(varied.build());
  }

  @Override
  public ZooKeeperSpec.Builder pod(Consumer<? super PodSpec.Builder> described) {
    PodSpec.Builder varied = base.pod().toBuilder();
    described.accept(varied);
    return pod(varied.build());
  }

  @Override
  public ZooKeeperSpec.Builder setting(String key, String value) {
    builder.setting(key, value);
    return this;
  }

  @Override
  public ZooKeeperSpec.Builder settings(Map<String, ? extends String> settings) {
    builder.settings(settings);
    return this;
  }

  @Override
  public ZooKeeperSpec build() {
    if (said.add("servers")) {
      builder.servers(base.servers());
    }
    if (said.add("version")) {
      builder.version(base.version());
    }
    if (said.add("image")) {
      base.image().ifPresent(builder::image);
    }
    if (said.add("chroot")) {
      builder.chroot(base.chroot());
    }
    if (said.add("resources")) {
      builder.resources(base.resources());
    }
    if (said.add("storage")) {
      builder.storage(base.storage());
    }
    if (said.add("placement")) {
      builder.placement(base.placement());
    }
    if (said.add("pod")) {
      builder.pod(base.pod());
    }
    return builder.build();
  }
}
