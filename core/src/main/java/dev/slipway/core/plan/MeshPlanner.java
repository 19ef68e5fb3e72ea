package dev.slipway.core.plan;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.model.MeshRules.Outsiders;
import dev.slipway.core.plan.ListenerPlan.Audience;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies the mesh's rules to the ports of the brokers. */
final class MeshPlanner {
  private MeshPlanner() {}

  static Optional<MeshPlan> plan(Inputs inputs, List<ListenerPlan> listeners) {
    return inputs
        .mesh()
        .map(
            mesh -> {
              List<Integer> external =
                  listeners.stream()
                      .filter(listener -> listener.audience() == Audience.OUTSIDERS)
                      .map(ListenerPlan::port)
                      .toList();
              boolean excluded = mesh.rules().outsiders() == Outsiders.PORT_EXCLUDED;
              return new MeshPlan(
                  mesh,
                  mesh.rules(),
                  excluded ? external : List.of(),
                  excluded ? List.of() : external,
                  ServerPlanner.bindsAllAddresses(inputs),
                  inputs.facts() instanceof KubernetesFacts facts ? facts.servedKinds() : Set.of());
            });
  }
}
