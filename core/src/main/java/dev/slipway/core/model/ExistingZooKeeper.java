package dev.slipway.core.model;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

/**
 * ZooKeeper servers that are there already; nothing starts, stops or changes them.
 *
 * @param connect {@code host:port} of each server, separated by commas, without a chroot
 * @param chroot the node below which Kafka keeps everything; empty for the root
 */
public record ExistingZooKeeper(String connect, @JsonSetter(nulls = Nulls.AS_EMPTY) String chroot)
    implements MetadataQuorum {
  /** Refuses a blank connect string. */
  public ExistingZooKeeper {
    Require.text("connect string", connect);
    chroot = chroot == null ? "" : chroot;
  }
}
