package dev.slipway.core.json;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.model.Secrets;
import java.util.List;
import java.util.regex.Pattern;

/** A JSON path, and whether what is there is a secret. */
final class Place {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String ENVIRONMENT = "environment";
  private static final int LONGEST = 100;

  private final String path;
  private final boolean secret;

  private Place(String path, boolean secret) {
    this.path = path;
    this.secret = secret;
  }

  static Place root() {
    return at("$");
  }

  static Place at(String path) {
    return new Place(path, false);
  }

  Place field(String name) {
    return new Place(
        PLAIN.matcher(name).matches() ? path + "." + name : path + "['" + name + "']",
        secret || name.equals(ENVIRONMENT) || Secrets.isSecret(name));
  }

  Place index(int index) {
    return new Place(path + "[" + index + "]", secret);
  }

  Place follow(List<Reference> references) {
    Place place = this;
    for (Reference reference : references) {
      place =
          reference.getFieldName() == null
              ? place.index(reference.getIndex())
              : place.field(reference.getFieldName());
    }
    return place;
  }

  static JsonNode node(JsonNode from, List<Reference> references) {
    JsonNode node = from;
    for (Reference reference : references) {
      node =
          reference.getFieldName() == null
              ? node.path(reference.getIndex())
              : node.path(reference.getFieldName());
    }
    return node;
  }

  /** What is there, masked if it is a secret. */
  String value(JsonNode node) {
    return secret && node.isValueNode() ? Secrets.MASK : text(node);
  }

  boolean isSecret() {
    return secret;
  }

  /** What a node holds; of an object or a list only that it is one, for it may hold secrets. */
  static String text(JsonNode node) {
    if (node.isMissingNode()) {
      return "nothing";
    }
    if (node.isObject()) {
      return "an object";
    }
    if (node.isArray()) {
      return "a list";
    }
    String text = node.toString();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  @Override
  public String toString() {
    return path;
  }
}
