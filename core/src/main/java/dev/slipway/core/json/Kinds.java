package dev.slipway.core.json;

import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import dev.slipway.core.model.ExposureSpec;
import dev.slipway.core.model.MeshSpec;
import dev.slipway.core.model.SpecKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of mesh and exposure that a class loader provides. */
final class Kinds {
  private final Map<String, SpecKind> byName = new TreeMap<>();

  private Kinds() {}

  static Kinds of(List<SpecKind> provided) {
    Kinds kinds = new Kinds();
    provided.forEach(kinds::add);
    return kinds;
  }

  private void add(SpecKind provided) {
    String provider = provided.getClass().getName();
    Class<?> type = provided.type();
    if (!MeshSpec.class.isAssignableFrom(type) && !ExposureSpec.class.isAssignableFrom(type)) {
      throw new IllegalStateException(
          "kind '%s' of %s: %s (expected: a MeshSpec or an ExposureSpec)"
              .formatted(provided.kind(), provider, type.getName()));
    }
    SpecKind other = byName.putIfAbsent(provided.kind(), provided);
    if (other != null) {
      throw new IllegalStateException(
          "kind '%s': provided by %s and by %s (expected: one provider for a kind)"
              .formatted(provided.kind(), other.getClass().getName(), provider));
    }
  }

  NamedType[] subtypes() {
    return byName.values().stream()
        .map(kind -> new NamedType(kind.type(), kind.kind()))
        .toArray(NamedType[]::new);
  }

  /** The names of the kinds that are a mesh, or an exposure, in alphabetical order. */
  String known(Class<?> base) {
    return byName.values().stream()
        .filter(kind -> base.isAssignableFrom(kind.type()))
        .map(SpecKind::kind)
        .collect(Collectors.joining(", "));
  }

  boolean isKind(String name, Object value) {
    SpecKind kind = byName.get(name);
    return kind != null && kind.type().isInstance(value);
  }

  /** Tells Jackson the kind of a value whose class is a hidden subclass of the provided one. */
  NopAnnotationIntrospector names() {
    return new Names(Map.copyOf(byName));
  }

  private static final class Names extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, SpecKind> byName;

    private Names(Map<String, SpecKind> byName) {
      this.byName = byName;
    }

    @Override
    public @Nullable String findTypeName(AnnotatedClass annotated) {
      return byName.values().stream()
          .filter(kind -> kind.type().isAssignableFrom(annotated.getRawType()))
          .map(SpecKind::kind)
          .findFirst()
          .orElse(null);
    }
  }
}
