package dev.slipway.core.model;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.slipway.core.style.SpecStyle;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/** ZooKeeper servers to be launched. */
@Value.Immutable
@SpecStyle
@JsonDeserialize(as = ImmutableZooKeeperSpec.class)
@JsonTypeName("zookeeper")
@JsonPropertyOrder({"servers", "version", "image"})
public abstract non-sealed class ZooKeeperSpec implements MetadataQuorum {
  /** The version if unspecified: the last one that Kafka 3.9 was shown to work with. */
  public static final String DEFAULT_VERSION = "3.9.4";

  /**
   * A plan refuses more: a server's id "should have a value between 1 and 255".
   *
   * @see <a
   *     href="https://zookeeper.apache.org/doc/r3.9.4/zookeeperAdmin.html#sc_zkMulitServerSetup">ZooKeeper:
   *     clustered setup</a>
   */
  public static final int MOST_SERVERS = 255;

  ZooKeeperSpec() {}

  /** The number of servers; an odd one, since a quorum is more than half of them. */
  public abstract int servers();

  /** The version. If unspecified, {@value #DEFAULT_VERSION}. */
  @Value.Default
  public String version() {
    return DEFAULT_VERSION;
  }

  /** The container image. If unspecified, {@code zookeeper:<version>}. */
  public abstract Optional<String> image();

  /** See {@link MetadataQuorum#chroot()}. If unspecified, the root. */
  @Value.Default
  @Override
  public String chroot() {
    return "";
  }

  /** What a server may use. */
  @Value.Default
  public ResourcesSpec resources() {
    return ResourcesSpec.unspecified();
  }

  /** Where a server keeps its data. If unspecified, {@link StorageSpec#ephemeral()}. */
  @Value.Default
  public StorageSpec storage() {
    return StorageSpec.ephemeral();
  }

  /** Which machines the servers run on. */
  @Value.Default
  public PlacementSpec placement() {
    return PlacementSpec.unspecified();
  }

  /** What the pods carry besides. */
  @Value.Default
  public PodSpec pod() {
    return PodSpec.unspecified();
  }

  /**
   * Settings of {@code zoo.cfg}; they win over Slipway's defaults.
   *
   * @see <a
   *     href="https://zookeeper.apache.org/doc/r3.9.4/zookeeperAdmin.html#sc_configuration">ZooKeeper:
   *     configuration parameters</a>
   */
  public abstract Map<String, String> settings();

  @Value.Check
  void check() {
    Require.atLeast(1, "zookeeper.servers", servers());
  }

  /** A builder of ZooKeeper servers. */
  public static Builder builder() {
    return ImmutableZooKeeperSpec.builder();
  }

  /**
   * A builder of the same value with something changed: what is said to it counts instead of what
   * this value has, or besides it in lists and maps.
   */
  @CheckReturnValue
  public Builder toBuilder() {
    return new ZooKeeperVariation(this);
  }

  @Override
  public String toString() {
    return Text.of("ZooKeeperSpec")
        .value("servers", servers())
        .value("version", version())
        .optional("image", image())
        .unless("", "chroot", chroot())
        .unless(ResourcesSpec.unspecified(), "resources", resources())
        .value("storage", storage())
        .unless(PlacementSpec.unspecified(), "placement", placement())
        .unless(PodSpec.unspecified(), "pod", pod())
        .settings("settings", settings())
        .toString();
  }

  /** Builds {@link ZooKeeperSpec}. */
  public interface Builder {
    /** See {@link ZooKeeperSpec#servers()}. */
    Builder servers(int servers);

    /** See {@link ZooKeeperSpec#version()}. */
    Builder version(String version);

    /** See {@link ZooKeeperSpec#image()}. */
    Builder image(String image);

    /** See {@link ZooKeeperSpec#chroot()}. */
    Builder chroot(String chroot);

    /** See {@link ZooKeeperSpec#resources()}. */
    Builder resources(ResourcesSpec resources);

    /** See {@link ZooKeeperSpec#resources()}. */
    default Builder resources(Consumer<? super ResourcesSpec.Builder> described) {
      ResourcesSpec.Builder resources = ResourcesSpec.builder();
      described.accept(resources);
      return resources(resources.build());
    }

    /** See {@link ZooKeeperSpec#storage()}. */
    Builder storage(StorageSpec storage);

    /** See {@link ZooKeeperSpec#placement()}. */
    Builder placement(PlacementSpec placement);

    /** See {@link ZooKeeperSpec#placement()}. */
    default Builder placement(Consumer<? super PlacementSpec.Builder> described) {
      PlacementSpec.Builder placement = PlacementSpec.builder();
      described.accept(placement);
      return placement(placement.build());
    }

    /** See {@link ZooKeeperSpec#pod()}. */
    Builder pod(PodSpec pod);

    /** See {@link ZooKeeperSpec#pod()}. */
    default Builder pod(Consumer<? super PodSpec.Builder> described) {
      PodSpec.Builder pod = PodSpec.builder();
      described.accept(pod);
      return pod(pod.build());
    }

    /** One more of {@link ZooKeeperSpec#settings()}. */
    Builder setting(String key, String value);

    /** More of {@link ZooKeeperSpec#settings()}. */
    Builder settings(Map<String, ? extends String> settings);

    /** The value. */
    @CheckReturnValue
    ZooKeeperSpec build();
  }
}
