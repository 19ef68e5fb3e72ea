package dev.slipway.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apache.kafka.common.serialization.Serde;

/**
 * Says how injected producers and consumers write and read keys and values of a type of your own.
 * If unspecified, they know the types of Kafka's {@code Serdes}: texts, numbers, bytes, UUIDs.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(WithSerde.All.class)
public @interface WithSerde {
  /** The type of keys or values. */
  Class<?> of();

  /** What writes and reads it; has a constructor without parameters. */
  Class<? extends Serde<?>> by();

  /** Several of them. */
  @Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
  @Retention(RetentionPolicy.RUNTIME)
  @Documented
  @Inherited
  @interface All {
    /** Each of them. */
    WithSerde[] value();
  }
}
