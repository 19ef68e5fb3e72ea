package dev.slipway.it.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The meshes' own schemas: what an API server would refuse of an object, or drop in silence. */
final class CrdSchemas {
  /** Where they lie, with their sources. */
  static final Path FOLDER = Path.of("src/test/resources/crds");

  private final List<JsonNode> definitions;

  private CrdSchemas(List<JsonNode> definitions) {
    this.definitions = definitions;
  }

  static CrdSchemas read() {
    KubernetesSerialization serialization = new KubernetesSerialization();
    List<JsonNode> definitions = new ArrayList<>();
    for (Path file : files()) {
      try (InputStream text = Files.newInputStream(file)) {
        definitions.add(serialization.unmarshal(text, JsonNode.class));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new CrdSchemas(definitions);
  }

  static List<Path> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the object is of a kind that a definition is for. */
  boolean know(JsonNode object) {
    return schema(object).isPresent();
  }

  /** What is wrong with an object; nothing if it is kept as it is. */
  List<String> complaints(JsonNode object) {
    List<String> complaints = new ArrayList<>();
    schema(object)
        .ifPresentOrElse(
            schema -> check("spec", object.at("/spec"), schema.at("/properties/spec"), complaints),
            () ->
                complaints.add(
                    object.at("/apiVersion").asText()
                        + " "
                        + object.at("/kind").asText()
                        + " is not served"));
    return complaints;
  }

  private Optional<JsonNode> schema(JsonNode object) {
    return definitions.stream()
        .filter(
            definition ->
                definition.at("/spec/names/kind").asText().equals(object.at("/kind").asText()))
        .flatMap(
            definition ->
                Stream.of(definition)
                    .flatMap(
                        one ->
                            java.util.stream.StreamSupport.stream(
                                one.at("/spec/versions").spliterator(), false))
                    .filter(version -> version.at("/served").asBoolean())
                    .filter(
                        version ->
                            (definition.at("/spec/group").asText()
                                    + "/"
                                    + version.at("/name").asText())
                                .equals(object.at("/apiVersion").asText())))
        .map(version -> version.at("/schema/openAPIV3Schema"))
        .findFirst();
  }

  private static void check(String path, JsonNode value, JsonNode schema, List<String> complaints) {
    String type = schema.at("/type").asText();
    if (!isA(type, value)) {
      complaints.add(path + ": " + value + " is no " + type);
      return;
    }
    if (schema.has("enum") && !contains(schema.at("/enum"), value)) {
      complaints.add(path + ": " + value + " is none of " + schema.at("/enum"));
    }
    schema
        .at("/required")
        .forEach(
            required -> {
              if (!value.has(required.asText())) {
                complaints.add(path + "." + required.asText() + ": missing");
              }
            });
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              property -> {
                JsonNode known = schema.at("/properties").path(property.getKey());
                JsonNode any = schema.at("/additionalProperties");
                String inner = path + "." + property.getKey();
                if (!known.isMissingNode()) {
                  check(inner, property.getValue(), known, complaints);
                } else if (any.isObject()) {
                  check(inner, property.getValue(), any, complaints);
                } else {
                  complaints.add(inner + ": would be pruned");
                }
              });
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      check(path + "[" + i + "]", value.get(i), schema.at("/items"), complaints);
    }
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    for (JsonNode listed : list) {
      if (listed.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isA(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      default -> true;
    };
  }
}
