package dev.slipway.examples;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.probe.VerificationReport;
import dev.slipway.core.target.Deployment;
import java.time.Duration;

/** Stands where no test has deployed anything. */
final class NotDeployed implements Deployment {
  @Override
  public ClusterPlan plan() {
    throw notDeployed();
  }

  @Override
  public String bootstrapServers() {
    throw notDeployed();
  }

  @Override
  public String bootstrapServers(String listener) {
    throw notDeployed();
  }

  @Override
  public String zookeeperConnect() {
    throw notDeployed();
  }

  @Override
  public VerificationReport verify() {
    throw notDeployed();
  }

  @Override
  public VerificationReport verify(Duration limit) {
    throw notDeployed();
  }

  @Override
  public void close() {}

  private static IllegalStateException notDeployed() {
    return new IllegalStateException("the test has deployed nothing");
  }
}
