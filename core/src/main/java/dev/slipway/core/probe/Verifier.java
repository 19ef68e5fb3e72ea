package dev.slipway.core.probe;

import dev.slipway.core.loading.ProviderSearch;
import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.problem.MissingProviderException;
import java.time.Duration;
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
   * The verifier where Slipway itself was loaded from, else of this thread's context class loader.
   *
   * @throws MissingProviderException if there is none
   */
  static Verifier load() {
    return ProviderSearch.of(Verifier.class).first("verify()", "dev.slipway:slipway-verify");
  }
}
