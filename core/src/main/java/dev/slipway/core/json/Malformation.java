package dev.slipway.core.json;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.slipway.core.model.Cpu;
import dev.slipway.core.model.DataSize;
import dev.slipway.core.model.ExposureSpec;
import dev.slipway.core.model.MeshSpec;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what Jackson says into place, value and expectation. */
final class Malformation {
  // As values of the model refuse.
  private static final Pattern REFUSED = Pattern.compile("(?s)(.*) \\(expected: (.*)\\)");
  // As the builders that Immutables generates refuse.
  private static final Pattern INCOMPLETE =
      Pattern.compile("Cannot build \\w+, some of required attributes are not set \\[(.*)]");

  private final Kinds kinds;
  private final JsonNode node;

  /**
   * For a conversion of one node.
   *
   * @param node what is converted; it is where the places begin
   */
  Malformation(Kinds kinds, JsonNode node) {
    this.kinds = kinds;
    this.node = node;
  }

  /** For a text that does not parse; never quotes it, for it may hold secrets. */
  static MalformedSpecException ofText(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    String place =
        location == null
            ? "$"
            : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    String said = e.getOriginalMessage();
    return new MalformedSpecException(
        place,
        said.startsWith("Unrecognized token") ? "an unknown word" : firstLine(said),
        "one JSON document");
  }

  MalformedSpecException of(JsonMappingException e, String from) {
    Place place = Place.at(from).follow(e.getPath());
    JsonNode there = Place.node(node, e.getPath());
    MalformedSpecException malformed = translate(e, place, there);
    // What Jackson says quotes the value.
    if (!place.isSecret()) {
      malformed.initCause(e);
    }
    return malformed;
  }

  private MalformedSpecException translate(JsonMappingException e, Place place, JsonNode there) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return new MalformedSpecException(
          place.toString(),
          "unknown property",
          unknown.getKnownPropertyIds().stream()
              .map(Object::toString)
              .sorted()
              .collect(Collectors.joining(", ")));
    }
    if (e instanceof InvalidTypeIdException invalid) {
      return ofKind(invalid.getBaseType().getRawClass(), place, there);
    }
    Throwable cause = e.getCause();
    if (cause != null && !(cause instanceof JsonProcessingException)) {
      return refused(cause, place, there);
    }
    return new MalformedSpecException(
        place.toString(),
        place.value(there),
        e instanceof MismatchedInputException mismatched
            ? expected(mismatched.getTargetType())
            : firstLine(e.getOriginalMessage()));
  }

  private MalformedSpecException ofKind(Class<?> base, Place place, JsonNode there) {
    JsonTypeInfo info = base.getAnnotation(JsonTypeInfo.class);
    String property = info == null ? "kind" : info.property();
    String expectation = knownKinds(base);
    return there.isObject()
        ? new MalformedSpecException(
            place.field(property).toString(), Place.text(there.path(property)), expectation)
        : new MalformedSpecException(
            place.toString(),
            place.value(there),
            "an object with " + property + ": " + expectation);
  }

  private String knownKinds(Class<?> base) {
    JsonSubTypes closed = base.getAnnotation(JsonSubTypes.class);
    if (closed != null) {
      return oneOf(Arrays.stream(closed.value()).map(JsonSubTypes.Type::name).toList());
    }
    String known = kinds.known(base);
    String artifact =
        base == MeshSpec.class
            ? "; a mesh comes with an artifact dev.slipway:slipway-mesh-…"
            : base == ExposureSpec.class
                ? "; exposures come with the artifact dev.slipway:slipway-exposure"
                : "";
    return (known.isEmpty() ? "a kind on the class path, where there is none" : "one of " + known)
        + artifact;
  }

  private static MalformedSpecException refused(Throwable cause, Place place, JsonNode there) {
    String said = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    Matcher incomplete = INCOMPLETE.matcher(said);
    if (incomplete.matches()) {
      return new MalformedSpecException(
          place.toString(), "no " + incomplete.group(1), "an object with " + incomplete.group(1));
    }
    Matcher refused = REFUSED.matcher(said);
    if (refused.matches()) {
      return new MalformedSpecException(place.toString(), refused.group(1), refused.group(2));
    }
    return new MalformedSpecException(place.toString(), place.value(there), said);
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "another value";
    }
    if (type == int.class
        || type == long.class
        || type == Integer.class
        || type == OptionalInt.class) {
      return "a whole number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isEnum()) {
      return oneOf(Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
    }
    if (type == String.class) {
      return "a text";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    if (Map.class.isAssignableFrom(type)) {
      return "an object of texts";
    }
    return type == DataSize.class || type == Cpu.class ? "a text" : "an object";
  }

  private static String oneOf(List<String> names) {
    return "one of " + String.join(", ", names);
  }

  private static String firstLine(String said) {
    int end = said.indexOf('\n');
    return end < 0 ? said : said.substring(0, end);
  }
}
