package dev.slipway.core.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a method of this type returns must not be dropped: the type is immutable, and the result is
 * the only thing that the call changes.
 *
 * <p>Error Prone, SpotBugs and IDEs know any annotation of this simple name.
 *
 * @see <a href="https://errorprone.info/bugpattern/CheckReturnValue">Error Prone:
 *     CheckReturnValue</a>
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface CheckReturnValue {}
