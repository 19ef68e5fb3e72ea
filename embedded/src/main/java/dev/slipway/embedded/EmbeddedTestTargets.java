package dev.slipway.embedded;

import dev.slipway.core.target.Deployment;
import dev.slipway.core.target.TestRun;
import dev.slipway.core.target.TestTarget;
import dev.slipway.core.target.TestTargetProvider;
import java.util.ServiceLoader;

/**
 * The embedded target for test runs, by the name {@code embedded}; made for {@link ServiceLoader}.
 * A run needs nothing of its own: a cluster has a temporary folder and loopback ports, and what a
 * crash leaves is swept away by the next start.
 */
public final class EmbeddedTestTargets implements TestTargetProvider {
  /** For {@link ServiceLoader}. */
  public EmbeddedTestTargets() {}

  @Override
  public String name() {
    return EmbeddedTarget.create().name();
  }

  @Override
  public TestTarget open(TestRun run) {
    return new Loopback();
  }

  private static final class Loopback implements TestTarget {
    @Override
    public Deployment deploy(Request request) {
      EmbeddedTarget target = EmbeddedTarget.create();
      return (request.oneProcessPerNode() ? target.oneProcessPerNode() : target)
          .deploy(request.spec());
    }

    @Override
    public void close() {}
  }
}
