package dev.slipway.core.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.Secrets;
import dev.slipway.core.plan.ClusterPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Writes plans as JSON and reads them, so that what was decided is known to whoever comes later,
 * with another version of Slipway or other facts.
 *
 * <p>A document is {@code {"apiVersion": "slipway.dev/plan-v1", "plan": {…}}}, one line for each
 * node, listener and the like. It holds what was decided alone: not the specification, which {@link
 * SpecJson} writes, and not the warnings, which tell of the moment of planning. A plan that another
 * version of Slipway wrote in another form is refused; plan anew then. Equal plans give equal text,
 * byte by byte.
 *
 * <p><strong>Secrets are written</strong>, as {@link SpecJson} does: a document is to be kept like
 * a Secret.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class PlanJson {
  /** The form of the documents. */
  public static final String API_VERSION = "slipway.dev/plan-v1";

  private static final String VERSION = "apiVersion";
  private static final String PLAN = "plan";
  private static final String SPEC = "spec";
  private static final String WARNINGS = "warnings";
  private static final String WORKLOADS = "workloads";
  private static final String BROKERS = "brokers";
  private static final String CONFIG = "config";
  private static final String SETTINGS = "settings";
  private static final String KEY = "key";
  private static final String VALUE = "value";

  private final SpecJson specs;
  private final JsonMapper mapper;

  private PlanJson(SpecJson specs) {
    this.specs = specs;
    this.mapper = mapper(specs.mapper());
  }

  /** With the kinds of mesh and of exposure that specifications are written with. */
  public static PlanJson of(SpecJson specs) {
    return new PlanJson(specs);
  }

  private static JsonMapper mapper(JsonMapper ofSpecs) {
    JsonMapper mapper = ofSpecs.copy();
    for (Class<?> container : List.of(List.class, Map.class)) {
      mapper
          .configOverride(container)
          .setInclude(
              JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS));
    }
    mapper.setAnnotationIntrospector(
        AnnotationIntrospector.pair(
            AnnotationIntrospector.pair(
                new SealedChoices(ClusterPlan.class.getPackage()), new SetsInOrder()),
            ofSpecs.getSerializationConfig().getAnnotationIntrospector()));
    return mapper;
  }

  /** The document of a plan, with a line break at its end. */
  public String write(ClusterPlan plan) {
    ObjectNode tree = mapper.valueToTree(plan);
    tree.remove(List.of(SPEC, WARNINGS));
    tree.path(WORKLOADS).forEach(KeptWorkload::shorten);
    nodes(tree).forEach(node -> node.path(CONFIG).path(SETTINGS).forEach(PlanJson::withhold));
    mask(tree);
    Alike.fold(tree.path(BROKERS));
    Alike.fold(servers(tree));
    return "{\""
        + VERSION
        + "\":\""
        + API_VERSION
        + "\",\""
        + PLAN
        + "\":{\n"
        + tree.properties().stream()
            .map(field -> '"' + field.getKey() + "\":" + lines(field.getValue()))
            .collect(Collectors.joining(",\n"))
        + "}}\n";
  }

  private static Stream<JsonNode> nodes(JsonNode tree) {
    return Stream.of(tree.path(BROKERS), servers(tree))
        .flatMap(nodes -> StreamSupport.stream(nodes.spliterator(), false));
  }

  private static JsonNode servers(JsonNode tree) {
    return tree.path("quorum").path("servers");
  }

  private static void withhold(JsonNode setting) {
    if (setting instanceof ObjectNode line && Secrets.isSecret(line.path(KEY).asText())) {
      line.remove(VALUE);
    }
  }

  private static void mask(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              property -> {
                if (property.getValue().isTextual() && Secrets.isSecret(property.getKey())) {
                  property.setValue(TextNode.valueOf(Secrets.MASK));
                }
              });
    }
    node.forEach(PlanJson::mask);
  }

  private static String lines(JsonNode node) {
    return node.isArray() && !node.isEmpty()
        ? StreamSupport.stream(node.spliterator(), false)
            .map(JsonNode::toString)
            .collect(Collectors.joining(",\n ", "[\n ", "]"))
        : node.toString();
  }

  /**
   * The plan of a document.
   *
   * @param spec the specification that it is the plan of
   * @param secrets the value of a setting that is a secret, by the name of the node and of the
   *     setting; empty if it is not known
   * @throws MalformedSpecException if the text is no JSON, is of another form, or holds what is
   *     unknown or of a wrong type
   */
  public ClusterPlan read(
      String document, ClusterSpec spec, BiFunction<String, String, Optional<String>> secrets) {
    JsonNode root = specs.parse(document);
    JsonNode version = root.path(VERSION);
    if (!version.asText().equals(API_VERSION)) {
      throw new MalformedSpecException(
          "$." + VERSION, Place.text(version), '"' + API_VERSION + '"');
    }
    if (!(root.path(PLAN) instanceof ObjectNode tree)) {
      throw new MalformedSpecException(
          "$." + PLAN, Place.text(root.path(PLAN)), "an object: the plan");
    }
    Alike.unfold(tree.path(BROKERS));
    Alike.unfold(servers(tree));
    nodes(tree)
        .forEach(
            node -> {
              String name = node.path("name").asText();
              node.path(CONFIG)
                  .path(SETTINGS)
                  .forEach(setting -> tell(setting, key -> secrets.apply(name, key)));
            });
    tree.set(SPEC, specs.mapper().valueToTree(spec));
    tree.putArray(WARNINGS);
    try {
      List<KeptWorkload> workloads = mapper.treeToValue(tree, KeptWorkload.All.class).workloads();
      ClusterPlan plan =
          mapper.treeToValue(
              tree.deepCopy().set(WORKLOADS, mapper.createArrayNode()), ClusterPlan.class);
      return KeptWorkload.restored(plan, workloads);
    } catch (JsonMappingException e) {
      throw specs.malformation(tree).of(e, "$." + PLAN);
    } catch (JsonProcessingException e) {
      throw Malformation.ofText(e);
    }
  }

  private static void tell(JsonNode setting, Function<String, Optional<String>> secrets) {
    if (setting instanceof ObjectNode line && !line.has(VALUE)) {
      line.put(VALUE, secrets.apply(line.path(KEY).asText()).orElse(Secrets.MASK));
    }
  }
}
