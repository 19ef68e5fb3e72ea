package dev.slipway.quickstart;

import dev.slipway.core.plan.BrokerPlan;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.ServerPlan;
import dev.slipway.core.probe.ProbeResult;
import dev.slipway.core.probe.VerificationReport;

/** Who is who in a cluster, and where: roles as they were seen, addresses as they were planned. */
final class TopologyTable {
  private static final String ROW = "  %-18s  %-10s  %-22s  %s%n";

  private final ClusterPlan plan;
  private final VerificationReport report;

  TopologyTable(ClusterPlan plan, VerificationReport report) {
    this.plan = plan;
    this.report = report;
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    table.append(String.format(ROW, "node", "role", "internal address", "external address"));
    for (ServerPlan server : plan.servers()) {
      String role = seen("role", server.name());
      table.append(String.format(ROW, server.name(), role, server.client(), "-"));
    }
    String controller = seen("controller", "kafka");
    for (BrokerPlan broker : plan.brokers()) {
      table.append(
          String.format(
              ROW,
              broker.name(),
              controller.equals("broker " + broker.id()) ? "controller" : "broker",
              broker.listener("CLIENT").advertised(),
              broker.listener("EXTERNAL").advertised()));
    }
    return table.toString();
  }

  private String seen(String probe, String subject) {
    return report.results().stream()
        .filter(result -> result.probe().equals(probe) && result.subject().equals(subject))
        .map(ProbeResult::seen)
        .findFirst()
        .orElse("unknown");
  }
}
