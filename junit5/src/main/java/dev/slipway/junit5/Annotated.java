package dev.slipway.junit5;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Finds annotations of a test: on its method, its class and the enclosing classes, in this order.
 */
final class Annotated {
  private Annotated() {}

  static <A extends Annotation> Optional<A> nearest(ExtensionContext context, Class<A> type) {
    for (Optional<ExtensionContext> at = Optional.of(context);
        at.isPresent();
        at = at.get().getParent()) {
      Optional<A> found =
          at.get().getElement().flatMap(element -> AnnotationSupport.findAnnotation(element, type));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** All of a repeatable one, the nearest first. */
  static <A extends Annotation> List<A> all(ExtensionContext context, Class<A> type) {
    List<A> all = new ArrayList<>();
    for (Optional<ExtensionContext> at = Optional.of(context);
        at.isPresent();
        at = at.get().getParent()) {
      at.get()
          .getElement()
          .ifPresent(
              element -> all.addAll(AnnotationSupport.findRepeatableAnnotations(element, type)));
    }
    return all;
  }
}
