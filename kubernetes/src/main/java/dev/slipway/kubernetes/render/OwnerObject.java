package dev.slipway.kubernetes.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.json.SpecJson;
import dev.slipway.core.model.Secrets;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the cluster itself knows of how it was asked for: the specification without its secrets.
 * Whoever attaches to the cluster, or collides with it, reads it.
 */
public final class OwnerObject {
  /** The key of the specification, as {@link SpecJson} writes it, secrets masked. */
  public static final String SPEC = "spec.json";

  /** The key of the form of the other keys. */
  public static final String FORM = "form";

  /** The key of the version of the API server that objects were rendered for. */
  public static final String SERVER_VERSION = "server-version";

  /**
   * The key of the namespaces that are among the objects, separated by spaces; only those may be
   * removed with the cluster.
   */
  public static final String NAMESPACES = "namespaces";

  private static final String FORM_1 = "1";
  private static final String ENVIRONMENT = "environment";

  private OwnerObject() {}

  /** The name of a cluster's owner object. */
  public static String name(String cluster) {
    return cluster + "-slipway";
  }

  static HasMetadata render(RenderContext context, SpecJson json) {
    Map<String, String> data = new TreeMap<>();
    data.put(FORM, FORM_1);
    data.put(SERVER_VERSION, context.version().toString());
    data.put(NAMESPACES, String.join(" ", NamespaceObjects.names(context)));
    data.put(SPEC, masked(json.write(context.plan().spec())));
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name(context.plan().name()))
        .withNamespace(context.namespace(NodeRole.BROKER))
        .withLabels(context.labels())
        .withAnnotations(context.annotations())
        .endMetadata()
        .withData(data)
        .build();
  }

  private static String masked(String document) {
    ObjectMapper mapper = new ObjectMapper();
    try {
      JsonNode root = mapper.readTree(document);
      mask(root, false);
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("specification: not readable as it was written", e);
    }
  }

  /** Masks every text whose name tells a secret, and the value of every environment variable. */
  private static void mask(JsonNode node, boolean all) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              property -> {
                if (!property.getValue().isTextual()) {
                  mask(property.getValue(), property.getKey().equals(ENVIRONMENT));
                } else if (all || Secrets.isSecret(property.getKey())) {
                  object.put(property.getKey(), Secrets.MASK);
                }
              });
    } else {
      node.forEach(child -> mask(child, all));
    }
  }
}
