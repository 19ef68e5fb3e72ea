package dev.slipway.core.probe;

import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.problem.MissingProviderException;
import java.time.Duration;
import java.util.Iterator;
import java.util.ServiceLoader;

/** Runs probes over a cluster; found by {@link ServiceLoader}. */
public interface Verifier {
  /**
   * Compares a running cluster with its plan.
   *
   * @param plan what is expected
   * @param access how to reach it
   * @param timeout how long all probes together may take
   */
  @CheckReturnValue
  VerificationReport verify(ClusterPlan plan, Access access, Duration timeout);

  /**
   * The verifier on the class path of this thread's context class loader, else of this class's.
   *
   * @throws MissingProviderException if there is none
   */
  static Verifier load() {
    for (ClassLoader loader :
        new ClassLoader[] {
          Thread.currentThread().getContextClassLoader(), Verifier.class.getClassLoader()
        }) {
      Iterator<Verifier> found = ServiceLoader.load(Verifier.class, loader).iterator();
      if (found.hasNext()) {
        return found.next();
      }
    }
    throw new MissingProviderException("verify()", "dev.slipway:slipway-verify");
  }
}
