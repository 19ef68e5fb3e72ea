package dev.slipway.core.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.ClusterPlan;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
            new SealedChoices(ClusterPlan.class.getPackage()),
            ofSpecs.getSerializationConfig().getAnnotationIntrospector()));
    return mapper;
  }

  /** The document of a plan, with a line break at its end. It holds secrets in clear. */
  public String write(ClusterPlan plan) {
    ObjectNode tree = mapper.valueToTree(plan);
    tree.remove(List.of(SPEC, WARNINGS));
    Alike.fold(tree.path("brokers"));
    Alike.fold(tree.path("quorum").path("servers"));
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
   * @throws MalformedSpecException if the text is no JSON, is of another form, or holds what is
   *     unknown or of a wrong type
   */
  public ClusterPlan read(String document, ClusterSpec spec) {
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
    Alike.unfold(tree.path("brokers"));
    Alike.unfold(tree.path("quorum").path("servers"));
    tree.set(SPEC, specs.mapper().valueToTree(spec));
    tree.putArray(WARNINGS);
    try {
      return mapper.treeToValue(tree, ClusterPlan.class);
    } catch (JsonMappingException e) {
      throw specs.malformation(tree).of(e, "$." + PLAN);
    } catch (JsonProcessingException e) {
      throw Malformation.ofText(e);
    }
  }
}
