package dev.slipway.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/** What every document has, whatever it specifies. */
final class Envelope {
  private static final String VERSION = "apiVersion";
  private static final String SPEC = "spec";

  private Envelope() {}

  /** Refuses what is no document of this version, and what holds {@code null} anywhere. */
  static void check(JsonNode root) {
    if (!root.isObject()) {
      throw new MalformedSpecException(
          "$", Place.text(root), "an object with " + VERSION + " and " + SPEC);
    }
    JsonNode version = root.path(VERSION);
    if (!version.isTextual() || !version.textValue().equals(SpecJson.API_VERSION)) {
      throw new MalformedSpecException(
          "$." + VERSION, Place.text(version), '"' + SpecJson.API_VERSION + '"');
    }
    for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!name.equals(VERSION) && !name.equals(SPEC)) {
        throw new MalformedSpecException(
            Place.root().field(name).toString(), "unknown property", VERSION + ", " + SPEC);
      }
    }
    Place spec = Place.root().field(SPEC);
    if (!root.path(SPEC).isObject()) {
      throw new MalformedSpecException(
          spec.toString(), Place.text(root.path(SPEC)), "an object: the cluster");
    }
    refuseNulls(spec, root.path(SPEC));
  }

  private static void refuseNulls(Place place, JsonNode node) {
    if (node.isNull()) {
      throw new MalformedSpecException(
          place.toString(), "null", "a value, or no such property for its default");
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        refuseNulls(place.index(i), node.path(i));
      }
    }
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      refuseNulls(place.field(property.getKey()), property.getValue());
    }
  }
}
