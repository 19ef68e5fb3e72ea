package dev.slipway.core.model;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.slipway.core.style.SpecStyle;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** ZooKeeper servers to be launched. */
@Value.Immutable
@SpecStyle
@JsonDeserialize(as = ImmutableZooKeeperSpec.class)
@JsonTypeName("zookeeper")
@JsonPropertyOrder({"servers", "version", "image"})
public abstract non-sealed class ZooKeeperSpec extends NodeSpec implements MetadataQuorum {
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

  /** {@inheritDoc} See {@link #servers()}. */
  @Override
  public int count() {
    return servers();
  }

  /** The version. If unspecified, {@value #DEFAULT_VERSION}. */
  @Value.Default
  @Override
  public String version() {
    return DEFAULT_VERSION;
  }

  /** The container image. If unspecified, {@code zookeeper:<version>}. */
  @Override
  public abstract Optional<String> image();

  /**
   * The node below which Kafka keeps everything, such as {@code /kafka}. If unspecified, the root,
   * which is empty.
   *
   * @see <a href="https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.connect">
   *     Kafka: zookeeper.connect</a>
   */
  @Value.Default
  public String chroot() {
    return "";
  }

  /**
   * Settings of {@code zoo.cfg}; they win over Slipway's defaults.
   *
   * @see <a
   *     href="https://zookeeper.apache.org/doc/r3.9.4/zookeeperAdmin.html#sc_configuration">ZooKeeper:
   *     configuration parameters</a>
   */
  @Override
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
    Text text =
        Text.of("ZooKeeperSpec")
            .value("servers", servers())
            .value("version", version())
            .optional("image", image())
            .unless("", "chroot", chroot());
    return describe(text).toString();
  }

  /** Builds {@link ZooKeeperSpec}. */
  public interface Builder extends NodeSpec.Builder<ZooKeeperSpec.Builder> {
    /** See {@link ZooKeeperSpec#servers()}. */
    Builder servers(int servers);

    /** See {@link ZooKeeperSpec#chroot()}. */
    Builder chroot(String chroot);

    /** The value. */
    @CheckReturnValue
    ZooKeeperSpec build();
  }
}
