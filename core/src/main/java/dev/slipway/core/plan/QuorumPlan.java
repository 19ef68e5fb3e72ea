package dev.slipway.core.plan;

import java.util.List;
import java.util.stream.Collectors;

/** What keeps the brokers' metadata. */
public sealed interface QuorumPlan {
  /** {@code zookeeper.connect}: every server, then the chroot. */
  String connect();

  /** The chroot; empty for the root. */
  String chroot();

  /**
   * Servers to be launched.
   *
   * @param servers all of them, by id
   * @param chroot see {@link QuorumPlan#chroot()}
   */
  record Launched(List<ServerPlan> servers, String chroot) implements QuorumPlan {
    /** Keeps a copy. */
    public Launched {
      servers = List.copyOf(servers);
    }

    @Override
    public String connect() {
      return servers.stream()
              .map(server -> server.client().toString())
              .collect(Collectors.joining(","))
          + chroot;
    }
  }

  /**
   * Servers that are there already.
   *
   * @param servers where clients reach them
   * @param chroot see {@link QuorumPlan#chroot()}
   */
  record Existing(List<Endpoint> servers, String chroot) implements QuorumPlan {
    /** Keeps a copy. */
    public Existing {
      servers = List.copyOf(servers);
    }

    @Override
    public String connect() {
      return servers.stream().map(Endpoint::toString).collect(Collectors.joining(",")) + chroot;
    }
  }
}
