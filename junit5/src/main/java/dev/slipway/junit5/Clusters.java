package dev.slipway.junit5;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.target.Deployment;
import dev.slipway.core.target.Target;
import dev.slipway.core.target.TestTarget;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Finds the cluster that a test uses, or makes room for it. Nothing is launched here. */
final class Clusters {
  private Clusters() {}

  static SharedCluster find(ExtensionContext context, ClusterRequest request) {
    // The target first: what is stored last is closed first.
    if (request.target().isPresent()) {
      Target<?> target = request.target().get();
      Places places =
          Stores.ofSession(context)
              .getOrComputeIfAbsent("places", key -> new Places(), Places.class);
      Optional<String> place = target.place(request.spec());
      return find(
          context,
          request,
          target,
          () -> places.launch(place, context.getDisplayName(), () -> target.deploy(request.spec())),
          () -> places.free(place));
    }
    String name =
        TargetChoice.name(context.getConfigurationParameter(TargetChoice.SETTING), System.getenv());
    OpenTarget open =
        Stores.ofSession(context)
            .getOrComputeIfAbsent(
                new TargetKey(name),
                key -> new OpenTarget(key.name(), context::getConfigurationParameter),
                OpenTarget.class);
    return find(
        context,
        request,
        name,
        () -> open.deploy(new TestTarget.Request(request.spec(), request.oneProcessPerNode())),
        () -> {});
  }

  private static SharedCluster find(
      ExtensionContext context,
      ClusterRequest request,
      Object target,
      Supplier<? extends Deployment> launch,
      Runnable ended) {
    ExtensionContext owner =
        switch (request.sharing()) {
          case TEST -> test(context, request);
          case CLASS -> Stores.outermostClass(context);
          case SESSION -> context.getRoot();
        };
    String where = request.sharing() == Sharing.SESSION ? "session" : owner.getUniqueId();
    ExtensionContext.Store store =
        request.sharing() == Sharing.SESSION ? Stores.ofSession(context) : Stores.of(owner);
    return store.getOrComputeIfAbsent(
        new ClusterKey(where, request.spec(), target, request.oneProcessPerNode()),
        key ->
            new SharedCluster(
                request.spec().name(),
                launch,
                ended,
                request.sharing() == Sharing.SESSION
                    ? Lingering.limit(context.getConfigurationParameter(Lingering.SETTING))
                    : Duration.ZERO),
        SharedCluster.class);
  }

  private static ExtensionContext test(ExtensionContext context, ClusterRequest request) {
    if (context.getTestMethod().isEmpty()) {
      throw new ExtensionConfigurationException(
          context.getDisplayName()
              + ": cluster '"
              + request.spec().name()
              + "' is wanted where there is no test (expected: in a test, for it is shared by "
              + Sharing.TEST
              + ")");
    }
    return context;
  }

  /** Keys hold the place, since a store finds what its parents have, too. */
  private record ClusterKey(
      String where, ClusterSpec spec, Object target, boolean oneProcessPerNode) {}

  private record TargetKey(String name) {}
}
