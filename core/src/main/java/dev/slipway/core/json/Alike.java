package dev.slipway.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The configurations of nodes of one kind, which have nearly everything in common: the first in
 * full, of each other one what differs.
 */
final class Alike {
  private static final String CONFIG = "config";
  private static final String SETTINGS = "settings";
  private static final String DIFFERING = "differing";
  private static final String KEY = "key";

  private Alike() {}

  static void fold(JsonNode nodes) {
    JsonNode first = nodes.path(0).path(CONFIG).path(SETTINGS);
    for (int i = 1; i < nodes.size(); i++) {
      JsonNode settings = nodes.path(i).path(CONFIG).path(SETTINGS);
      if (keys(settings).equals(keys(first))
          && nodes.path(i).path(CONFIG) instanceof ObjectNode c) {
        c.remove(SETTINGS);
        c.set(DIFFERING, differing(first, settings, c.arrayNode()));
      }
    }
  }

  private static ArrayNode differing(JsonNode first, JsonNode settings, ArrayNode differing) {
    for (int i = 0; i < settings.size(); i++) {
      if (!settings.path(i).equals(first.path(i))) {
        differing.add(settings.path(i));
      }
    }
    return differing;
  }

  static void unfold(JsonNode nodes) {
    JsonNode first = nodes.path(0).path(CONFIG).path(SETTINGS);
    for (JsonNode node : nodes) {
      if (node.path(CONFIG) instanceof ObjectNode config && config.has(DIFFERING)) {
        JsonNode differing = config.remove(DIFFERING);
        ArrayNode settings = config.putArray(SETTINGS);
        for (JsonNode common : first) {
          settings.add(of(common.path(KEY), differing, common).deepCopy());
        }
      }
    }
  }

  private static JsonNode of(JsonNode key, JsonNode differing, JsonNode common) {
    for (JsonNode setting : differing) {
      if (setting.path(KEY).equals(key)) {
        return setting;
      }
    }
    return common;
  }

  private static List<String> keys(JsonNode settings) {
    List<String> keys = new ArrayList<>();
    settings.forEach(setting -> keys.add(setting.path(KEY).asText()));
    return keys;
  }
}
