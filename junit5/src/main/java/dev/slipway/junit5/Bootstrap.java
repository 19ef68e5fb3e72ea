package dev.slipway.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Injects {@code bootstrap.servers} into a {@link String}. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Bootstrap {
  /**
   * The listener's name, such as {@code external}. If unspecified, the first one that can be
   * reached from the test.
   */
  String value() default "";
}
