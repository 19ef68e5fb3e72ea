package dev.slipway.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test, or all tests of a class, that stop, kill or pause nodes of a shared cluster. Other
 * tests of that cluster wait; after it every node is resumed and started, and the cluster verified,
 * before they go on. If that fails within a minute, so does the test, and whoever comes next is
 * told. If unspecified, tests of a shared cluster run side by side.
 *
 * <p>Cost: one to ten seconds for the repair.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface BreaksCluster {}
