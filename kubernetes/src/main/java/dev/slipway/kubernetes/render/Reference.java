package dev.slipway.kubernetes.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a value lies that the owner object does not tell. In a document it is an object where a
 * text is expected, so nobody takes it for the value.
 */
sealed interface Reference {
  /** The value, if it may be seen. */
  Optional<String> value(SecretSource source);

  /** As it stands in a document. */
  ObjectNode json();

  /**
   * In a configuration file.
   *
   * @param namespace the namespace of the Secret
   * @param secret the name of the Secret
   * @param file the file's name in it
   * @param setting the setting
   */
  record OfSetting(String namespace, String secret, String file, String setting)
      implements Reference {
    @Override
    public Optional<String> value(SecretSource source) {
      return source
          .secret(namespace, secret)
          .flatMap(found -> Optional.ofNullable(found.getData()))
          .flatMap(data -> Optional.ofNullable(data.get(file)))
          .flatMap(text -> Optional.ofNullable(properties(text).getProperty(setting)));
    }

    private static Properties properties(String encoded) {
      Properties properties = new Properties();
      try {
        properties.load(
            new StringReader(
                new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8)));
      } catch (IOException | IllegalArgumentException mangledBySomebody) {
        properties.clear();
      }
      return properties;
    }

    @Override
    public ObjectNode json() {
      return Json.of("setting")
          .put("namespace", namespace)
          .put("object", secret)
          .put("file", file)
          .put("name", setting);
    }
  }

  /**
   * In a variable of a container.
   *
   * @param namespace the namespace of the StatefulSet
   * @param statefulSet the name of the StatefulSet, and its first container has the variable
   * @param variable the variable
   * @param after Slipway's own text that stands before the value
   */
  record OfVariable(String namespace, String statefulSet, String variable, String after)
      implements Reference {
    @Override
    public Optional<String> value(SecretSource source) {
      return source
          .statefulSet(namespace, statefulSet)
          .map(found -> found.getSpec().getTemplate().getSpec().getContainers())
          .stream()
          .flatMap(List::stream)
          .findFirst()
          .map(Container::getEnv)
          .stream()
          .flatMap(List::stream)
          .filter(there -> there.getName().equals(variable))
          .flatMap(there -> value(there).stream())
          .findFirst();
    }

    // The API server leaves out an empty text.
    private Optional<String> value(EnvVar there) {
      String text = there.getValue() == null ? "" : there.getValue();
      return there.getValueFrom() == null && text.startsWith(after)
          ? Optional.of(text.substring(after.length()))
          : Optional.empty();
    }

    @Override
    public ObjectNode json() {
      return Json.of("variable")
          .put("namespace", namespace)
          .put("object", statefulSet)
          .put("name", variable)
          .put("after", after);
    }
  }

  /** In no object of the cluster. */
  record Nowhere() implements Reference {
    @Override
    public Optional<String> value(SecretSource source) {
      return Optional.empty();
    }

    @Override
    public ObjectNode json() {
      return Json.of("nothing");
    }
  }

  /** The reference that stands in a document, if it is one. */
  static Optional<Reference> of(JsonNode node) {
    String namespace = node.path("namespace").asText();
    String object = node.path("object").asText();
    String name = node.path("name").asText();
    return switch (node.path(Json.MARK).asText()) {
      case "setting" ->
          Optional.of(new OfSetting(namespace, object, node.path("file").asText(), name));
      case "variable" ->
          Optional.of(new OfVariable(namespace, object, name, node.path("after").asText()));
      case "nothing" -> Optional.of(new Nowhere());
      default -> Optional.empty();
    };
  }

  /** How a reference is told from everything else. */
  final class Json {
    // No label and no annotation of the user's can have this name.
    private static final String MARK = "slipway.dev/reference";

    private Json() {}

    private static ObjectNode of(String kind) {
      return JsonNodeFactory.instance.objectNode().put(MARK, kind);
    }
  }
}
