package dev.slipway.kubernetes.internal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what is wanted with what is there. The API server adds fields of its own, so everything
 * wanted must be there, but not the other way round.
 */
final class FieldComparison {
  private FieldComparison() {}

  /** The path of the first field that differs; empty if all that is wanted is there. */
  static Optional<String> firstDifference(JsonNode wanted, JsonNode there) {
    return difference("", wanted, there);
  }

  private static Optional<String> difference(String path, JsonNode wanted, JsonNode there) {
    if (wanted.isNull()
        || (wanted.isContainerNode() && wanted.isEmpty() && there.isMissingNode())) {
      return Optional.empty();
    }
    if (wanted.isObject()) {
      return ofObject(path, wanted, there);
    }
    if (wanted.isArray()) {
      return ofArray(path, wanted, there);
    }
    return wanted.asText().equals(there.asText()) || sameQuantity(wanted, there)
        ? Optional.empty()
        : Optional.of(path.isEmpty() ? "." : path);
  }

  private static Optional<String> ofObject(String path, JsonNode wanted, JsonNode there) {
    for (Map.Entry<String, JsonNode> field : wanted.properties()) {
      Optional<String> difference =
          difference(path + "." + field.getKey(), field.getValue(), there.path(field.getKey()));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ofArray(String path, JsonNode wanted, JsonNode there) {
    if (wanted.size() != there.size()) {
      return Optional.of(path);
    }
    for (int i = 0; i < wanted.size(); i++) {
      Optional<String> difference = difference(path + "[" + i + "]", wanted.get(i), there.path(i));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  /** Whether both are the same amount, however written: {@code 1} and {@code 1000m}. */
  private static boolean sameQuantity(JsonNode wanted, JsonNode there) {
    if (!wanted.isTextual() || there.isMissingNode() || there.isContainerNode()) {
      return false;
    }
    try {
      return Quantity.parse(wanted.asText())
              .getNumericalAmount()
              .compareTo(Quantity.parse(there.asText()).getNumericalAmount())
          == 0;
    } catch (IllegalArgumentException notAQuantity) {
      return false;
    }
  }
}
