package dev.slipway.core.model;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.slipway.core.style.SpecStyle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** On which machines of a Kubernetes cluster the nodes of one kind may run. */
@Value.Immutable
@SpecStyle
@JsonDeserialize(as = ImmutablePlacementSpec.class)
public abstract class PlacementSpec {
  PlacementSpec() {}

  /** Labels a machine must have. If unspecified, any machine will do. */
  public abstract Map<String, String> nodeSelector();

  /** Whether two may share a machine. If unspecified, {@link AntiAffinity#PREFERRED}. */
  @Value.Default
  public AntiAffinity antiAffinity() {
    return AntiAffinity.PREFERRED;
  }

  /** Domains to spread over. If unspecified, the scheduler's own choice. */
  public abstract Optional<SpreadSpec> spread();

  /** Taints that are tolerated. If unspecified, none. */
  public abstract List<Toleration> tolerations();

  /** Nothing asked for. */
  public static PlacementSpec unspecified() {
    return builder().build();
  }

  /** A builder of a placement. */
  public static Builder builder() {
    return ImmutablePlacementSpec.builder();
  }

  /**
   * A builder of the same value with something changed: what is said to it counts instead of what
   * this value has, or besides it in lists and maps.
   */
  @CheckReturnValue
  public Builder toBuilder() {
    return new PlacementVariation(this);
  }

  @Override
  public String toString() {
    return Text.of("PlacementSpec")
        .map("nodeSelector", nodeSelector())
        .unless(AntiAffinity.PREFERRED, "antiAffinity", antiAffinity())
        .optional("spread", spread())
        .list("tolerations", tolerations())
        .toString();
  }

  /** Builds {@link PlacementSpec}. */
  public interface Builder {
    /** One label of {@link PlacementSpec#nodeSelector()}. */
    Builder nodeSelector(String label, String value);

    /** See {@link PlacementSpec#antiAffinity()}. */
    Builder antiAffinity(AntiAffinity antiAffinity);

    /** See {@link PlacementSpec#spread()}. */
    Builder spread(SpreadSpec spread);

    /** One more of {@link PlacementSpec#tolerations()}. */
    Builder toleration(Toleration toleration);

    /** The value. */
    @CheckReturnValue
    PlacementSpec build();
  }
}
