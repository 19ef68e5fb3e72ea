package dev.slipway.core.model;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/** What is asked for nodes of one kind, whatever runs on them. */
public abstract sealed class NodeSpec permits ZooKeeperSpec, KafkaSpec {
  NodeSpec() {}

  /** The number of nodes. */
  public abstract int count();

  /** The version of what runs on them. */
  public abstract String version();

  /** The container image. If unspecified, the official one of the version. */
  public abstract Optional<String> image();

  /** What a node may use. */
  @Value.Default
  public ResourcesSpec resources() {
    return ResourcesSpec.unspecified();
  }

  /** Where a node keeps its data. If unspecified, {@link StorageSpec#ephemeral()}. */
  @Value.Default
  public StorageSpec storage() {
    return StorageSpec.ephemeral();
  }

  /** Which machines the nodes run on. */
  @Value.Default
  public PlacementSpec placement() {
    return PlacementSpec.unspecified();
  }

  /** What the pods carry besides. */
  @Value.Default
  public PodSpec pod() {
    return PodSpec.unspecified();
  }

  /** Settings in the file of each node; they win over Slipway's defaults. */
  public abstract Map<String, String> settings();

  /** Adds what is asked for nodes of any kind. */
  final Text describe(Text text) {
    return text.unless(ResourcesSpec.unspecified(), "resources", resources())
        .value("storage", storage())
        .unless(PlacementSpec.unspecified(), "placement", placement())
        .unless(PodSpec.unspecified(), "pod", pod())
        .settings("settings", settings());
  }

  /**
   * What builders of all kinds of node have.
   *
   * @param <B> the builder itself, so that its own words can follow
   */
  public interface Builder<B extends Builder<B>> {
    /** See {@link NodeSpec#version()}. */
    B version(String version);

    /** See {@link NodeSpec#image()}. */
    B image(String image);

    /** See {@link NodeSpec#resources()}. */
    B resources(ResourcesSpec resources);

    /** See {@link NodeSpec#resources()}. */
    default B resources(Consumer<? super ResourcesSpec.Builder> described) {
      ResourcesSpec.Builder resources = ResourcesSpec.builder();
      described.accept(resources);
      return resources(resources.build());
    }

    /** See {@link NodeSpec#storage()}. */
    B storage(StorageSpec storage);

    /** See {@link NodeSpec#placement()}. */
    B placement(PlacementSpec placement);

    /** See {@link NodeSpec#placement()}. */
    default B placement(Consumer<? super PlacementSpec.Builder> described) {
      PlacementSpec.Builder placement = PlacementSpec.builder();
      described.accept(placement);
      return placement(placement.build());
    }

    /** See {@link NodeSpec#pod()}. */
    B pod(PodSpec pod);

    /** See {@link NodeSpec#pod()}. */
    default B pod(Consumer<? super PodSpec.Builder> described) {
      PodSpec.Builder pod = PodSpec.builder();
      described.accept(pod);
      return pod(pod.build());
    }

    /** One more of {@link NodeSpec#settings()}. */
    B setting(String key, String value);

    /** More of {@link NodeSpec#settings()}. */
    B settings(Map<String, ? extends String> settings);
  }
}
