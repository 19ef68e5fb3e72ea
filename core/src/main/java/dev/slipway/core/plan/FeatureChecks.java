package dev.slipway.core.plan;

import dev.slipway.core.facts.Feature;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ExistingZooKeeper;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.ListenerSpec;
import dev.slipway.core.model.NamespacesSpec;
import dev.slipway.core.model.NodeSpec;
import dev.slipway.core.model.PlacementSpec;
import dev.slipway.core.model.PodSpec;
import dev.slipway.core.model.ResourcesSpec;
import dev.slipway.core.model.StorageSpec;
import dev.slipway.core.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was asked for but the target can't honour: refused, never left out in silence. */
final class FeatureChecks {
  private FeatureChecks() {}

  static void run(Inputs inputs, ProblemList problems) {
    for (Asked asked : asked(inputs)) {
      if (!inputs.facts().honoured().contains(asked.feature)
          && !inputs.facts().ignored().contains(asked.feature)) {
        problems.error(
            ProblemCode.TARGET_CANNOT,
            asked.place,
            asked.value,
            "nothing: the target "
                + inputs.facts().target()
                + " can't honour "
                + asked.feature.words(),
            "leave it out, or choose another target");
      }
    }
  }

  /** What was asked for and is left out because the target's user said so. */
  static List<String> notes(Inputs inputs) {
    return asked(inputs).stream()
        .filter(asked -> inputs.facts().ignored().contains(asked.feature))
        .map(asked -> "left out as told: " + asked.place + " = " + asked.value)
        .toList();
  }

  private static List<Asked> asked(Inputs inputs) {
    List<Asked> asked = new ArrayList<>();
    ClusterSpec spec = inputs.spec();
    spec.mesh().ifPresent(mesh -> asked.add(new Asked(Feature.MESH, "mesh", mesh)));
    add(
        asked,
        Feature.NAMESPACES,
        "namespaces",
        spec.namespaces(),
        NamespacesSpec.single(spec.name()));
    add(asked, Feature.CLIENTS, "clients", spec.clients(), List.of());
    ports(asked, spec);
    add(asked, Feature.METADATA, "labels", spec.labels(), Map.of());
    add(asked, Feature.METADATA, "annotations", spec.annotations(), Map.of());
    inputs.nodes().forEach((role, nodes) -> node(asked, role.program(), nodes));
    if (spec.quorum() instanceof ExistingZooKeeper existing) {
      asked.add(new Asked(Feature.EXISTING_ZOOKEEPER, "zookeeper.connect", existing.connect()));
    }
    return asked;
  }

  private static void ports(List<Asked> asked, ClusterSpec spec) {
    add(
        asked,
        Feature.PORTS,
        "kafka.clientPort",
        spec.kafka().clientPort(),
        KafkaSpec.DEFAULT_CLIENT_PORT);
    add(
        asked,
        Feature.PORTS,
        "kafka.internalPort",
        spec.kafka().internalPort(),
        KafkaSpec.DEFAULT_INTERNAL_PORT);
    for (ListenerSpec listener : spec.listeners()) {
      listener
          .port()
          .ifPresent(
              port ->
                  asked.add(
                      new Asked(Feature.PORTS, "listeners[" + listener.name() + "].port", port)));
    }
  }

  private static void node(List<Asked> asked, String place, NodeSpec node) {
    node.image().ifPresent(name -> asked.add(new Asked(Feature.IMAGES, place + ".image", name)));
    ResourcesSpec resources = node.resources();
    resources
        .heap()
        .ifPresent(heap -> asked.add(new Asked(Feature.HEAP, place + ".resources.heap", heap)));
    resources
        .memory()
        .ifPresent(
            memory -> asked.add(new Asked(Feature.RESOURCES, place + ".resources.memory", memory)));
    resources
        .cpu()
        .ifPresent(cpu -> asked.add(new Asked(Feature.RESOURCES, place + ".resources.cpu", cpu)));
    add(asked, Feature.VOLUMES, place + ".storage", node.storage(), StorageSpec.ephemeral());
    add(
        asked,
        Feature.PLACEMENT,
        place + ".placement",
        node.placement(),
        PlacementSpec.unspecified());
    add(asked, Feature.METADATA, place + ".pod", node.pod(), PodSpec.unspecified());
  }

  private static void add(
      List<Asked> asked, Feature feature, String place, Object value, Object unspecified) {
    if (!value.equals(unspecified)) {
      asked.add(new Asked(feature, place, value));
    }
  }

  private record Asked(Feature feature, String place, Object value) {}
}
