package dev.slipway.kubernetes.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.json.MalformedSpecException;
import dev.slipway.core.json.PlanJson;
import dev.slipway.core.json.SpecJson;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the cluster itself knows of how it was asked for and what was decided: the specification,
 * with references in the place of its secrets, and the plan without them. Whoever attaches to the
 * cluster, or collides with it, reads it.
 */
public final class OwnerObject {
  /**
   * The key of the specification, as {@link SpecJson} writes it; where a secret was, an object says
   * where it lies. In form 1 a mask stands there.
   */
  public static final String SPEC = "spec.json";

  /**
   * The key of the plan that was carried out, as {@link PlanJson} writes it. It is left out if it
   * is longer than 512 KiB, and form 1 has none; it is planned anew then.
   */
  public static final String PLAN = "plan.json";

  /** The key of the form of the other keys. */
  public static final String FORM = "form";

  /** The key of the version of the API server that objects were rendered for. */
  public static final String SERVER_VERSION = "server-version";

  /**
   * The key of the namespaces that are among the objects, separated by spaces; only those may be
   * removed with the cluster.
   */
  public static final String NAMESPACES = "namespaces";

  /**
   * The most bytes of a plan: half of what an object may have.
   *
   * @see <a href="https://kubernetes.io/docs/concepts/configuration/configmap/">Kubernetes:
   *     ConfigMaps hold no more than 1 MiB</a>
   */
  static final int LONGEST_PLAN = 512 * 1024;

  private static final String FORM_2 = "2";

  private OwnerObject() {}

  /** The name of a cluster's owner object. */
  public static String name(String cluster) {
    return cluster + "-slipway";
  }

  static HasMetadata render(RenderContext context, SpecJson json) {
    Map<String, String> data = new TreeMap<>();
    data.put(FORM, FORM_2);
    data.put(SERVER_VERSION, context.version().toString());
    data.put(NAMESPACES, String.join(" ", NamespaceObjects.names(context)));
    data.put(SPEC, referring(json.write(context.plan().spec()), context));
    String plan = PlanJson.of(json).write(context.plan());
    if (plan.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PLAN) {
      data.put(PLAN, plan);
    }
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

  private static String referring(String document, RenderContext context) {
    ObjectMapper mapper = new ObjectMapper();
    try {
      JsonNode root = mapper.readTree(document);
      References.put(root.path("spec"), context);
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("specification: not readable as it was written", e);
    }
  }

  /**
   * What was deployed.
   *
   * @param object the owner object, of any form
   * @param secrets where its secrets lie; one that may not be seen is masked
   * @return empty if it holds no specification
   * @throws MalformedSpecException if the specification is of another version, or of a kind of mesh
   *     or exposure that is not provided
   */
  public static Optional<ClusterSpec> spec(ConfigMap object, SpecJson json, SecretSource secrets) {
    return entry(object, SPEC).map(document -> json.read(resolved(document, secrets)));
  }

  private static Optional<String> entry(ConfigMap object, String key) {
    return Optional.ofNullable(object.getData())
        .flatMap(data -> Optional.ofNullable(data.get(key)));
  }

  private static String resolved(String document, SecretSource secrets) {
    ObjectMapper mapper = new ObjectMapper();
    try {
      JsonNode root = mapper.readTree(document);
      References.resolve(root, secrets);
      return mapper.writeValueAsString(root);
    } catch (JsonProcessingException mangledBySomebody) {
      // Who reads it next says what is wrong.
      return document;
    }
  }

  /**
   * The plan that was carried out.
   *
   * @param object the owner object, of any form
   * @param spec what {@link #spec} has read
   * @param secrets where its secrets lie; one that may not be seen is masked
   * @return empty if it holds none, or one of another version
   */
  public static Optional<ClusterPlan> plan(
      ConfigMap object, ClusterSpec spec, SpecJson json, SecretSource secrets) {
    try {
      return entry(object, PLAN)
          .map(
              document ->
                  PlanJson.of(json)
                      .read(
                          document, spec, (node, setting) -> ofNode(node, setting, spec, secrets)));
    } catch (MalformedSpecException ofAnotherVersion) {
      return Optional.empty();
    }
  }

  private static Optional<String> ofNode(
      String node, String setting, ClusterSpec spec, SecretSource secrets) {
    String workload = node.substring(0, Math.max(0, node.lastIndexOf('-')));
    return Stream.of(
            new Reference.OfSetting(
                spec.namespaces().kafka(), workload, node + ConfigObjects.BROKER_FILE, setting),
            new Reference.OfSetting(
                spec.namespaces().zookeeper(), workload, node + ConfigObjects.SERVER_FILE, setting))
        .flatMap(reference -> reference.value(secrets).stream())
        .findFirst();
  }
}
