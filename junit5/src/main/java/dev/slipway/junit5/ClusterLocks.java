package dev.slipway.junit5;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Tells JUnit's scheduler which annotated tests share a cluster and which of them break it, so that
 * no thread is taken by a test that would wait for its turn.
 */
final class ClusterLocks implements ResourceLocksProvider {
  ClusterLocks() {}

  @Override
  public Set<Lock> provideForMethod(
      List<Class<?>> enclosing, Class<?> testClass, Method testMethod) {
    Optional<SlipwayCluster> asked =
        AnnotationSupport.findAnnotation(testMethod, SlipwayCluster.class)
            .or(() -> AnnotationSupport.findAnnotation(testClass, SlipwayCluster.class, enclosing));
    boolean breaks =
        AnnotationSupport.isAnnotated(testMethod, BreaksCluster.class)
            || AnnotationSupport.findAnnotation(testClass, BreaksCluster.class, enclosing)
                .isPresent();
    return asked
        .filter(cluster -> cluster.sharing() != Sharing.TEST)
        .map(
            cluster ->
                Set.of(
                    new Lock(
                        key(cluster, enclosing.isEmpty() ? testClass : enclosing.get(0)),
                        breaks ? ResourceAccessMode.READ_WRITE : ResourceAccessMode.READ)))
        .orElse(Set.of());
  }

  private static String key(SlipwayCluster cluster, Class<?> outermost) {
    return "dev.slipway.junit5 "
        + (cluster.sharing() == Sharing.CLASS ? outermost.getName() : cluster.toString());
  }
}
