package dev.slipway.junit5;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Launches, injects, reports and repairs, for all styles of registration. All state is in JUnit's
 * stores, which close it: what a test was given at its end, then its turn, then the cluster with
 * whoever shares it.
 */
abstract class ClusterCallbacks
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterTestExecutionCallback,
        AfterEachCallback,
        TestInstancePostProcessor,
        ParameterResolver,
        InvocationInterceptor {
  /** What is asked for where this context is. */
  abstract ClusterRequest request(ExtensionContext context);

  /** Takes note of a cluster that a test is about to use. */
  abstract void seen(SharedCluster cluster);

  /** Test instances belong to their test, so that what is injected into them does, too. */
  @Override
  public final ExtensionContextScope getTestInstantiationExtensionContextScope(
      ExtensionContext rootContext) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public final void beforeAll(ExtensionContext context) {
    List<Field> fields = fields(context.getRequiredTestClass(), context, true);
    if (request(context).sharing() != Sharing.TEST) {
      launched(context);
      fields.forEach(field -> inject(field, null, context));
      context.getTestInstance().ifPresent(instance -> fill(instance, context));
    } else if (!fields.isEmpty()) {
      throw new ExtensionConfigurationException(
          fields.get(0) + ": static (expected: not, for a cluster shared by " + Sharing.TEST + ")");
    }
  }

  @Override
  public final void postProcessTestInstance(Object instance, ExtensionContext context) {
    fill(instance, context);
  }

  /** JUnit has processed the instance before it knew of an extension in one of its fields. */
  @Override
  public final void beforeEach(ExtensionContext context) {
    enter(context);
    context
        .getRequiredTestInstances()
        .getAllInstances()
        .forEach(instance -> fill(instance, context));
  }

  @Override
  public final void afterTestExecution(ExtensionContext context) {
    report(context);
  }

  @Override
  public final void afterEach(ExtensionContext context) {
    report(context);
    SharedCluster cluster = Clusters.find(context, request(context));
    if (request(context).sharing() == Sharing.TEST || !cluster.isUp()) {
      return;
    }
    if (breaks(context)) {
      cluster.repair();
    } else if (cluster.isDamaged()) {
      TestTurn turn = turn(context, cluster);
      String damage = cluster.damage();
      turn.insteadAlone(
          () -> {
            if (cluster.isDamaged()) {
              cluster.repair();
            }
          });
      throw new IllegalStateException(
          damage
              + ": a shared cluster was broken by this test, or by one beside it (expected:"
              + " @BreaksCluster on the test that does so)");
    }
  }

  @Override
  public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return Wanted.of(parameter).isFrom(request(context).spec().name());
  }

  @Override
  public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return given(Wanted.of(parameter), context);
  }

  @Override
  public final void interceptBeforeAllMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceedSharing(invocation, context);
  }

  @Override
  public final void interceptAfterAllMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceedSharing(invocation, context);
  }

  /** Of a dynamic test its factory hears nothing. */
  @Override
  public final void interceptDynamicTest(
      Invocation<Void> invocation,
      DynamicTestInvocationContext dynamicTest,
      ExtensionContext context)
      throws Throwable {
    try {
      invocation.proceed();
    } catch (Throwable failure) {
      report(failure, context, Clusters.find(factory(context), request(context)));
      throw failure;
    }
  }

  private static ExtensionContext factory(ExtensionContext context) {
    ExtensionContext factory = context;
    while (factory.getTestMethod().isEmpty() && factory.getParent().isPresent()) {
      factory = factory.getParent().get();
    }
    return factory;
  }

  private void proceedSharing(Invocation<Void> invocation, ExtensionContext context)
      throws Throwable {
    if (request(context).sharing() == Sharing.TEST) {
      invocation.proceed();
      return;
    }
    SharedCluster cluster = launched(context);
    cluster.turns().share(context.getUniqueId());
    try {
      invocation.proceed();
    } catch (Throwable failure) {
      report(failure, context, cluster);
      throw failure;
    } finally {
      cluster.turns().giveBack(context.getUniqueId());
    }
  }

  private List<Field> fields(Class<?> type, ExtensionContext context, boolean areStatic) {
    String cluster = request(context).spec().name();
    return ReflectionSupport.findFields(
        type,
        field ->
            ModifierSupport.isStatic(field) == areStatic
                && Wanted.isMarked(field)
                && Wanted.of(field).isFrom(cluster),
        HierarchyTraversalMode.TOP_DOWN);
  }

  private void fill(Object instance, ExtensionContext context) {
    fields(instance.getClass(), context, false).forEach(field -> inject(field, instance, context));
  }

  private void inject(Field field, @Nullable Object instance, ExtensionContext context) {
    if (ModifierSupport.isFinal(field)) {
      throw new ExtensionConfigurationException(field + ": final (expected: a field to inject)");
    }
    try {
      field.setAccessible(true);
      if (instance == null || field.get(instance) == null) {
        field.set(instance, given(Wanted.of(field), context));
      }
    } catch (IllegalAccessException e) {
      throw new ExtensionConfigurationException(
          field + ": not accessible (expected: a field to inject)", e);
    }
  }

  private Object given(Wanted wanted, ExtensionContext context) {
    if (context.getTestMethod().isPresent()) {
      return enter(context).given(wanted);
    }
    SharedCluster cluster = launched(context);
    cluster.turns().share(context.getUniqueId());
    try {
      return belongings(context, cluster).given(wanted);
    } finally {
      cluster.turns().giveBack(context.getUniqueId());
    }
  }

  private SharedCluster launched(ExtensionContext context) {
    SharedCluster cluster = Clusters.find(context, request(context));
    seen(cluster);
    cluster.deployment();
    return cluster;
  }

  /** Waits for this test's turn, which ends after all that the test is given. */
  private Belongings enter(ExtensionContext context) {
    SharedCluster cluster = launched(context);
    if (request(context).sharing() != Sharing.TEST) {
      turn(context, cluster).take();
      // The one before may have left it beyond repair.
      cluster.deployment();
    }
    return belongings(context, cluster);
  }

  private TestTurn turn(ExtensionContext context, SharedCluster cluster) {
    return Stores.of(context)
        .getOrComputeIfAbsent(
            new Key("turn", context.getUniqueId(), cluster),
            key -> new TestTurn(cluster.turns(), context.getUniqueId(), breaks(context)),
            TestTurn.class);
  }

  private Belongings belongings(ExtensionContext context, SharedCluster cluster) {
    return Stores.of(context)
        .getOrComputeIfAbsent(
            new Key("belongings", context.getUniqueId(), cluster),
            key -> Belongings.of(context, cluster, request(context).sharing() != Sharing.TEST),
            Belongings.class);
  }

  private static boolean breaks(ExtensionContext context) {
    return Annotated.nearest(context, BreaksCluster.class).isPresent();
  }

  private void report(ExtensionContext context) {
    SharedCluster cluster = Clusters.find(context, request(context));
    context.getExecutionException().ifPresent(failure -> report(failure, context, cluster));
  }

  private void report(Throwable failure, ExtensionContext context, SharedCluster cluster) {
    if (!cluster.isUp() || failure.getClass().getName().endsWith(".TestAbortedException")) {
      return;
    }
    Belongings belongings = belongings(context, cluster);
    if (keepsOnFailure(context)) {
      cluster.keep();
      belongings.keepTopics();
    }
    if (belongings.reportOnce()) {
      FailureReport.of(cluster.deployment()).attachTo(failure, context);
    }
  }

  private boolean keepsOnFailure(ExtensionContext context) {
    return request(context).keepOnFailure()
        || context
            .getConfigurationParameter("slipway.keep-on-failure")
            .map(Boolean::parseBoolean)
            .orElse(false);
  }

  /** Holds the context's id, since a store finds what its parents have, too. */
  private record Key(String what, String context, SharedCluster cluster) {}
}
