package dev.slipway.core.model;

import java.util.HashSet;
import java.util.Set;

/** Builds a {@link ListenerSpec} from another: what is not said anew is taken from there. */
final class ListenerVariation implements ListenerSpec.Builder {
  private final ListenerSpec base;
  private final ListenerSpec.Builder builder = ListenerSpec.builder();
  private final Set<String> said = new HashSet<>();

  ListenerVariation(ListenerSpec base) {
    this.base = base;
  }

  @Override
  public ListenerSpec.Builder name(String name) {
    said.add("name");
    builder.name(name);
    return this;
  }

  @Override
  public ListenerSpec.Builder port(int port) {
    said.add("port");
    builder.port(port);
    return this;
  }

  @Override
  public ListenerSpec.Builder exposure(ExposureSpec exposure) {
    said.add("exposure");
    builder.exposure(exposure);
    return this;
  }

  @Override
  public ListenerSpec build() {
    if (said.add("name")) {
      builder.name(base.name());
    }
    if (said.add("port")) {
      base.port().ifPresent(builder::port);
    }
    if (said.add("exposure")) {
      builder.exposure(base.exposure());
    }
    return builder.build();
  }
}
