package dev.slipway.core.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What keeps the brokers' metadata: ZooKeeper servers to be launched, or some that are there. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ZooKeeperSpec.class, name = "zookeeper"),
  @JsonSubTypes.Type(value = ExistingZooKeeper.class, name = "existing-zookeeper")
})
public sealed interface MetadataQuorum permits ZooKeeperSpec, ExistingZooKeeper {}
