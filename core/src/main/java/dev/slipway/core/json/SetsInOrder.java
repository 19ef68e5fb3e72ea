package dev.slipway.core.json;

import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the elements of sets in the order of their texts: equal sets give equal text. */
final class SetsInOrder extends NopAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable Object findSerializationConverter(Annotated annotated) {
    return Set.class.isAssignableFrom(annotated.getRawType()) ? new InOrder() : null;
  }

  private static final class InOrder extends StdConverter<Set<?>, List<?>> {
    @Override
    public List<?> convert(Set<?> set) {
      return set.stream().sorted(Comparator.comparing(Object::toString)).toList();
    }
  }
}
