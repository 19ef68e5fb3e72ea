package dev.slipway.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says more of a {@link Topic} to be injected; a test can have several of different labels. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TopicShape {
  /**
   * Tells the topics of one test apart, and begins the topic's name. If unspecified, the test's one
   * topic without a label.
   */
  String label() default "";

  /** The number of partitions. If unspecified, 1. */
  int partitions() default 1;

  /**
   * The number of replicas of each partition. If unspecified, the cluster's {@code
   * default.replication.factor}.
   */
  short replicas() default -1;

  /** Settings of the topic, each as {@code key=value}. If unspecified, none. */
  String[] settings() default {};
}
