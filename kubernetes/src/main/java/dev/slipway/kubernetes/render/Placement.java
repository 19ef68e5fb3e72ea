package dev.slipway.kubernetes.render;

import dev.slipway.core.model.AntiAffinity;
import dev.slipway.core.model.SpreadSpec;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodAffinityTermBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** On which machines the nodes of one kind may run. */
final class Placement {
  private static final String MACHINE = "kubernetes.io/hostname";
  private static final int MOST_WEIGHT = 100;

  private final Workload workload;
  private final RenderContext context;

  Placement(Workload workload, RenderContext context) {
    this.workload = workload;
    this.context = context;
  }

  @Nullable Affinity affinity() {
    AntiAffinity asked = workload.placement().antiAffinity();
    if (asked == AntiAffinity.NONE) {
      return null;
    }
    PodAffinityTerm sameMachine =
        new PodAffinityTermBuilder().withLabelSelector(pods()).withTopologyKey(MACHINE).build();
    return asked == AntiAffinity.REQUIRED
        ? new AffinityBuilder()
            .withNewPodAntiAffinity()
            .withRequiredDuringSchedulingIgnoredDuringExecution(sameMachine)
            .endPodAntiAffinity()
            .build()
        : new AffinityBuilder()
            .withNewPodAntiAffinity()
            .addNewPreferredDuringSchedulingIgnoredDuringExecution()
            .withWeight(MOST_WEIGHT)
            .withPodAffinityTerm(sameMachine)
            .endPreferredDuringSchedulingIgnoredDuringExecution()
            .endPodAntiAffinity()
            .build();
  }

  List<TopologySpreadConstraint> spread() {
    return workload.placement().spread().stream().map(this::spread).toList();
  }

  /**
   * Servers before 1.27 know no least number of domains: there, nodes spread evenly over as many
   * domains as there are.
   */
  private TopologySpreadConstraint spread(SpreadSpec spread) {
    TopologySpreadConstraintBuilder constraint =
        new TopologySpreadConstraintBuilder()
            .withMaxSkew(1)
            .withTopologyKey(spread.topologyKey())
            .withWhenUnsatisfiable("DoNotSchedule")
            .withLabelSelector(pods());
    if (context.version().atLeast(1, 27) && spread.minDomains() > 1) {
      constraint.withMinDomains(spread.minDomains());
    }
    return constraint.build();
  }

  List<Toleration> tolerations() {
    return workload.placement().tolerations().stream()
        .map(
            toleration ->
                new TolerationBuilder()
                    .withKey(toleration.key())
                    .withOperator(toleration.value().isPresent() ? "Equal" : "Exists")
                    .withValue(toleration.value().orElse(null))
                    .withEffect(toleration.effect().orElse(null))
                    .build())
        .toList();
  }

  private LabelSelector pods() {
    return new LabelSelectorBuilder().withMatchLabels(context.selector(workload.role())).build();
  }
}
