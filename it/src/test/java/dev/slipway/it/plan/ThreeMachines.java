package dev.slipway.it.plan;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.MachineFacts;
import dev.slipway.core.model.NodeAddressType;

/** A Kubernetes cluster of three machines that have an internal address each. */
public final class ThreeMachines {
  private ThreeMachines() {}

  /** What a target would read of it. */
  public static KubernetesFacts.Builder facts() {
    KubernetesFacts.Builder facts = KubernetesFacts.builder();
    for (int machine = 1; machine <= 3; machine++) {
      facts.machine(
          MachineFacts.of("node" + machine, NodeAddressType.INTERNAL_IP, "10.99.0.1" + machine));
    }
    return facts;
  }
}
