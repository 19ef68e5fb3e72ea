package dev.slipway.core.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.slipway.core.loading.ProviderSearch;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ExposureSpec;
import dev.slipway.core.model.ListenerSpec;
import dev.slipway.core.model.MeshSpec;
import dev.slipway.core.model.PlacementSpec;
import dev.slipway.core.model.PodSpec;
import dev.slipway.core.model.ResourcesSpec;
import dev.slipway.core.model.SpecKind;
import java.util.List;
import java.util.Map;

/**
 * Writes specifications as JSON and reads them.
 *
 * <p>A document is {@code {"apiVersion": "slipway.dev/v1", "spec": {…}}}. What is absent has its
 * default; what is unknown is refused, so that a misspelt name never goes unnoticed. {@code null}
 * is neither written nor read. Versions, ports and other plain defaults are written: a stored
 * document keeps its meaning when a later Slipway has other defaults. Equal specifications give
 * equal text, byte by byte.
 *
 * <p><strong>Secrets are written</strong>: passwords in settings, values of environment variables.
 * A document carries the whole value and is to be kept like a Secret. What prints, {@link
 * ClusterSpec#toString()} and the messages of exceptions, masks them.
 *
 * <p>Kinds of mesh and of exposure are those that the class loader provides as {@link
 * dev.slipway.core.model.SpecKind}; a document with one that it does not provide is refused.
 *
 * <p>Immutable and safe for use by many threads. Making one costs a look over the class path: make
 * it once.
 */
public final class SpecJson {
  /** The form of the documents. */
  public static final String API_VERSION = "slipway.dev/v1";

  private final Kinds kinds;
  private final JsonMapper mapper;
  private final ObjectWriter writer;

  private SpecJson(Kinds kinds) {
    this.kinds = kinds;
    this.mapper = mapper(kinds);
    this.writer = mapper.writer(indented());
  }

  /**
   * With the kinds that Slipway's own class loader provides, and the context class loader of this
   * thread besides if it knows the same Slipway.
   *
   * @throws IllegalStateException if two providers claim one kind
   */
  public static SpecJson create() {
    return new SpecJson(Kinds.of(ProviderSearch.of(SpecKind.class).all()));
  }

  /**
   * With the kinds that this class loader provides, or Slipway's own if it knows another copy of
   * Slipway or none.
   *
   * @throws IllegalStateException if two providers claim one kind
   */
  public static SpecJson of(ClassLoader loader) {
    return new SpecJson(Kinds.of(ProviderSearch.in(loader, SpecKind.class).all()));
  }

  /**
   * The document of a specification, indented by two spaces, without a line break at its end. It
   * holds secrets in clear.
   *
   * @throws MalformedSpecException if its mesh or an exposure is of a kind that is not provided
   */
  public String write(ClusterSpec spec) {
    spec.mesh().ifPresent(mesh -> requireKind("$.spec.mesh", MeshSpec.class, mesh.kind(), mesh));
    List<ListenerSpec> listeners = spec.listeners();
    for (int i = 0; i < listeners.size(); i++) {
      ExposureSpec exposure = listeners.get(i).exposure();
      requireKind(
          "$.spec.listeners[" + i + "].exposure", ExposureSpec.class, exposure.kind(), exposure);
    }
    try {
      return writer.writeValueAsString(new Document(API_VERSION, spec));
    } catch (JsonMappingException e) {
      throw new Malformation(kinds, mapper.createObjectNode()).of(e, "$");
    } catch (JsonProcessingException e) {
      throw new MalformedSpecException("$", "no JSON", "values that Jackson can write");
    }
  }

  private void requireKind(String place, Class<?> base, String kind, Object value) {
    if (!kinds.isKind(kind, value)) {
      String known = kinds.known(base);
      throw new MalformedSpecException(
          place,
          "'" + kind + "' of " + value.getClass().getName(),
          "a kind for which there is a SpecKind, "
              + (known.isEmpty() ? "where there is none" : "one of " + known));
    }
  }

  /**
   * The specification of a document.
   *
   * @throws MalformedSpecException if the text is no JSON, is of another form, or holds what is
   *     unknown, of a wrong type or refused by a value
   */
  public ClusterSpec read(String document) {
    JsonNode root = parse(document);
    Envelope.check(root);
    JsonNode spec = root.path("spec");
    try {
      return mapper.treeToValue(spec, ClusterSpec.class);
    } catch (JsonMappingException e) {
      throw new Malformation(kinds, spec).of(e, "$.spec");
    } catch (JsonProcessingException e) {
      throw Malformation.ofText(e);
    }
  }

  JsonMapper mapper() {
    return mapper;
  }

  Malformation malformation(JsonNode node) {
    return new Malformation(kinds, node);
  }

  JsonNode parse(String document) {
    try {
      return mapper.readTree(document);
    } catch (JsonProcessingException e) {
      throw Malformation.ofText(e);
    }
  }

  private static JsonMapper mapper(Kinds kinds) {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .annotationIntrospector(
                AnnotationIntrospector.pair(kinds.names(), new JacksonAnnotationIntrospector()))
            .defaultPropertyInclusion(include(JsonInclude.Include.NON_ABSENT))
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(
                LogicalType.Textual,
                coercion ->
                    coercion
                        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    for (Class<?> container : List.of(List.class, Map.class)) {
      builder.withConfigOverride(
          container, override -> override.setInclude(include(JsonInclude.Include.NON_EMPTY)));
    }
    for (Class<?> asked : List.of(ResourcesSpec.class, PlacementSpec.class, PodSpec.class)) {
      builder.withConfigOverride(
          asked,
          override ->
              override.setInclude(
                  JsonInclude.Value.empty()
                      .withValueInclusion(JsonInclude.Include.CUSTOM)
                      .withValueFilter(NothingAsked.class)));
    }
    JsonMapper mapper = builder.build();
    mapper.registerSubtypes(kinds.subtypes());
    return mapper;
  }

  // Of the value alone: an empty text in a map is a value like any other.
  private static JsonInclude.Value include(JsonInclude.Include value) {
    return JsonInclude.Value.construct(value, JsonInclude.Include.ALWAYS);
  }

  private static DefaultPrettyPrinter indented() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter()
        .withSeparators(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }

  private record Document(String apiVersion, ClusterSpec spec) {}

  /** Equal to a value in which nothing was asked for, as Jackson wants a filter. */
  private static final class NothingAsked {
    @Override
    public boolean equals(Object other) {
      return ResourcesSpec.unspecified().equals(other)
          || PlacementSpec.unspecified().equals(other)
          || PodSpec.unspecified().equals(other);
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }
}
