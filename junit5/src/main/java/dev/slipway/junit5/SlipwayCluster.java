package dev.slipway.junit5;

import dev.slipway.core.model.ClusterSpec;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gives the tests of a class, or a single test, a running cluster. An annotation of your own that
 * bears this one stands for it.
 *
 * <p>The target is the one named by the configuration parameter, system property or environment
 * variable {@code slipway.target} ({@code SLIPWAY_TARGET}); if unspecified, {@code embedded}. What
 * can't be said here, a {@link ClusterExtension} can.
 *
 * <p>Cost: the first test of an embedded cluster waits one to three seconds for it.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(AnnotatedCluster.class)
@ResourceLock(providers = ClusterLocks.class)
public @interface SlipwayCluster {
  /** The cluster's name, a DNS label. If unspecified, {@value ClusterSpec#DEFAULT_NAME}. */
  String name() default ClusterSpec.DEFAULT_NAME;

  /** The number of ZooKeeper servers. If unspecified, 1. */
  int zookeeper() default 1;

  /** The number of brokers. If unspecified, 1. */
  int brokers() default 1;

  /** Topics of one partition that exist when the cluster is ready. If unspecified, none. */
  String[] topics() default {};

  /** Settings of the brokers, each as {@code key=value}. If unspecified, none. */
  String[] brokerSettings() default {};

  /** Who uses one and the same cluster. If unspecified, {@link Sharing#SESSION}. */
  Sharing sharing() default Sharing.SESSION;

  /**
   * Whether each node can be killed and paused by itself. If unspecified, they need not; an
   * embedded cluster then starts faster and takes less memory.
   */
  boolean oneProcessPerNode() default false;

  /**
   * Whether what can be looked at stays if a test fails: of an embedded cluster its configuration,
   * logs and data. If unspecified, the setting {@code slipway.keep-on-failure}, else nothing stays.
   */
  boolean keepOnFailure() default false;
}
