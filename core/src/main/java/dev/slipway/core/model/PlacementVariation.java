package dev.slipway.core.model;

import java.util.HashSet;
import java.util.Set;

/** Builds a {@link PlacementSpec} from another: what is not said anew is taken from there. */
final class PlacementVariation implements PlacementSpec.Builder {
  private final PlacementSpec base;
  private final PlacementSpec.Builder builder = PlacementSpec.builder();
  private final Set<String> said = new HashSet<>();

  PlacementVariation(PlacementSpec base) {
    this.base = base;
    base.nodeSelector().forEach(builder::nodeSelector);
    base.tolerations().forEach(builder::toleration);
  }

  @Override
  public PlacementSpec.Builder antiAffinity(AntiAffinity antiAffinity) {
    said.add("antiAffinity");
    builder.antiAffinity(antiAffinity);
    return this;
  }

  @Override
  public PlacementSpec.Builder spread(SpreadSpec spread) {
    said.add("spread");
    builder.spread(spread);
    return this;
  }

  @Override
  public PlacementSpec.Builder nodeSelector(String label, String value) {
    builder.nodeSelector(label, value);
    return this;
  }

  @Override
  public PlacementSpec.Builder toleration(Toleration toleration) {
    builder.toleration(toleration);
    return this;
  }

  @Override
  public PlacementSpec build() {
    if (said.add("antiAffinity")) {
      builder.antiAffinity(base.antiAffinity());
    }
    if (said.add("spread")) {
      base.spread().ifPresent(builder::spread);
    }
    return builder.build();
  }
}
