package dev.slipway.verify;

import dev.slipway.core.probe.Access.Door;
import dev.slipway.core.probe.ClusterAdmin;
import java.time.Duration;

/** Opens administrators on kafka-clients. */
public final class KafkaAdminFactory implements ClusterAdmin.Factory {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** For {@link java.util.ServiceLoader}. */
  public KafkaAdminFactory() {}

  @Override
  public ClusterAdmin open(Door door) {
    return new KafkaAdmin(new Clients(door, PATIENCE).admin());
  }
}
