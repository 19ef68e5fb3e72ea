package dev.slipway.kubernetes.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.core.model.Secrets;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.kubernetes.spi.RenderContext;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Puts references in the place of secrets of a specification, and the secrets back. */
final class References {
  // Everybody may read them on the objects that bear them.
  private static final Set<String> PUBLIC = Set.of("labels", "annotations", "nodeSelector");

  private References() {}

  /** Replaces every secret setting, every variable, and every other text whose name tells it. */
  static void put(JsonNode spec, RenderContext context) {
    for (Workload workload : Workload.of(context.plan())) {
      JsonNode node = spec.path(workload.role() == NodeRole.ZOOKEEPER ? "quorum" : "kafka");
      String namespace = context.namespace(workload.role());
      NodeContainer container = NodeContainer.of(workload, context);
      replace(
          node.path("settings"),
          Secrets::isSecret,
          setting ->
              new Reference.OfSetting(
                  namespace, workload.name(), ConfigObjects.firstFile(workload), setting));
      replace(
          node.path("pod").path("environment"),
          variable -> true,
          variable ->
              new Reference.OfVariable(
                  namespace, workload.name(), variable, container.ownText(variable)));
    }
    putRest(spec);
  }

  private static void putRest(JsonNode node) {
    if (Reference.of(node).isPresent()) {
      return;
    }
    replace(node, Secrets::isSecret, name -> new Reference.Nowhere());
    node.properties().stream()
        .filter(property -> !PUBLIC.contains(property.getKey()))
        .forEach(property -> putRest(property.getValue()));
    if (node.isArray()) {
      node.forEach(References::putRest);
    }
  }

  private static void replace(
      JsonNode node, Predicate<String> which, Function<String, Reference> by) {
    node.properties().stream()
        .filter(property -> property.getValue().isTextual() && which.test(property.getKey()))
        .forEach(property -> property.setValue(by.apply(property.getKey()).json()));
  }

  /** Puts values in the place of references; a mask where one may not be seen. */
  static void resolve(JsonNode node, SecretSource source) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              property ->
                  Reference.of(property.getValue())
                      .ifPresent(
                          reference ->
                              property.setValue(
                                  TextNode.valueOf(reference.value(source).orElse(Secrets.MASK)))));
    }
    node.forEach(child -> resolve(child, source));
  }
}
