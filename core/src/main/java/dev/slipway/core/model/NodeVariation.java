package dev.slipway.core.model;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Builds nodes from others: what is not said anew is taken from there.
 *
 * @param <B> the builder itself
 */
abstract class NodeVariation<B extends NodeSpec.Builder<B>> implements NodeSpec.Builder<B> {
  private final NodeSpec nodes;
  private final B builder;
  private final Set<String> said = new HashSet<>();

  NodeVariation(NodeSpec nodes, B builder) {
    this.nodes = nodes;
    this.builder = builder;
    builder.settings(nodes.settings());
  }

  /** This builder. */
  abstract B self();

  /** Notes that something is said anew. */
  final void say(String what) {
    said.add(what);
  }

  /** Whether something must be taken from the other nodes; asked once. */
  final boolean isUnsaid(String what) {
    return said.add(what);
  }

  @Override
  public B version(String version) {
    say("version");
    builder.version(version);
    return self();
  }

  @Override
  public B image(String image) {
    say("image");
    builder.image(image);
    return self();
  }

  @Override
  public B resources(ResourcesSpec resources) {
    say("resources");
    builder.resources(resources);
    return self();
  }

  @Override
  public B storage(StorageSpec storage) {
    say("storage");
    builder.storage(storage);
    return self();
  }

  @Override
  public B placement(PlacementSpec placement) {
    say("placement");
    builder.placement(placement);
    return self();
  }

  @Override
  public B pod(PodSpec pod) {
    say("pod");
    builder.pod(pod);
    return self();
  }

  @Override
  public B resources(Consumer<? super ResourcesSpec.Builder> described) {
    ResourcesSpec.Builder varied = nodes.resources().toBuilder();
    described.accept(varied);
    return resources(varied.build());
  }

  @Override
  public B placement(Consumer<? super PlacementSpec.Builder> described) {
    PlacementSpec.Builder varied = nodes.placement().toBuilder();
    described.accept(varied);
    return placement(varied.build());
  }

  @Override
  public B pod(Consumer<? super PodSpec.Builder> described) {
    PodSpec.Builder varied = nodes.pod().toBuilder();
    described.accept(varied);
    return pod(varied.build());
  }

  @Override
  public B setting(String key, String value) {
    builder.setting(key, value);
    return self();
  }

  @Override
  public B settings(Map<String, ? extends String> settings) {
    builder.settings(settings);
    return self();
  }

  /** Takes from the other nodes what has not been said of nodes of any kind. */
  final void complete() {
    if (isUnsaid("version")) {
      builder.version(nodes.version());
    }
    if (isUnsaid("image")) {
      nodes.image().ifPresent(builder::image);
    }
    if (isUnsaid("resources")) {
      builder.resources(nodes.resources());
    }
    if (isUnsaid("storage")) {
      builder.storage(nodes.storage());
    }
    if (isUnsaid("placement")) {
      builder.placement(nodes.placement());
    }
    if (isUnsaid("pod")) {
      builder.pod(nodes.pod());
    }
  }
}
