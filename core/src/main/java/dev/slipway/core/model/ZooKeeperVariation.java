package dev.slipway.core.model;

/** Builds a {@link ZooKeeperSpec} from another: what is not said anew is taken from there. */
final class ZooKeeperVariation extends NodeVariation<ZooKeeperSpec.Builder>
    implements ZooKeeperSpec.Builder {
  private final ZooKeeperSpec base;
  private final ZooKeeperSpec.Builder builder;

  ZooKeeperVariation(ZooKeeperSpec base) {
    this(base, ZooKeeperSpec.builder());
  }

  private ZooKeeperVariation(ZooKeeperSpec base, ZooKeeperSpec.Builder builder) {
    super(base, builder);
    this.base = base;
    this.builder = builder;
  }

  @Override
  ZooKeeperSpec.Builder self() {
    return this;
  }

  @Override
  public ZooKeeperSpec.Builder servers(int servers) {
    say("servers");
    builder.servers(servers);
    return this;
  }

  @Override
  public ZooKeeperSpec.Builder chroot(String chroot) {
    say("chroot");
    builder.chroot(chroot);
    return this;
  }

  @Override
  public ZooKeeperSpec build() {
    complete();
    if (isUnsaid("servers")) {
      builder.servers(base.servers());
    }
    if (isUnsaid("chroot")) {
      builder.chroot(base.chroot());
    }
    return builder.build();
  }
}
