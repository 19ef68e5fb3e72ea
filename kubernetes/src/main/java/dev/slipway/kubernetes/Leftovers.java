package dev.slipway.kubernetes;

import dev.slipway.kubernetes.Changes.Action;
import dev.slipway.kubernetes.Changes.Change;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Objects of a cluster that are not wanted any more; never those that hold data. */
final class Leftovers {
  private final KubernetesClient client;
  private final Drawing drawing;

  Leftovers(KubernetesClient client, Drawing drawing) {
    this.client = client;
    this.drawing = drawing;
  }

  List<Change> changes() {
    return unwanted().stream()
        .map(
            object ->
                new Change(Action.REMOVE, Ownership.named(object), "it is not asked for any more"))
        .toList();
  }

  void remove(Journey journey) {
    for (HasMetadata object : unwanted()) {
      client.resource(object).delete();
      journey.tell("prune", Ownership.named(object) + " removed");
    }
  }

  private List<HasMetadata> unwanted() {
    Set<String> wanted =
        drawing.manifests().objects().stream().map(Ownership::named).collect(Collectors.toSet());
    List<HasMetadata> unwanted = new ArrayList<>();
    for (String namespace : Launch.namespaces(drawing.plan())) {
      for (HasMetadata object : Belongings.light(client, drawing.plan().name(), namespace)) {
        if (!wanted.contains(Ownership.named(object))) {
          unwanted.add(object);
        }
      }
    }
    return unwanted;
  }
}
