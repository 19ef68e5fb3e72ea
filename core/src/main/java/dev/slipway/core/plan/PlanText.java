package dev.slipway.core.plan;

import dev.slipway.core.model.Secrets;
import dev.slipway.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a plan as a page to read. */
final class PlanText {
  private final ClusterPlan plan;
  private final StringBuilder page = new StringBuilder();

  PlanText(ClusterPlan plan) {
    this.plan = plan;
    headline();
    nodes();
    listeners();
    settings();
    topics();
    traffic();
    mesh();
    notes();
  }

  private void headline() {
    int servers = plan.servers().size();
    page.append("Cluster ")
        .append(plan.name())
        .append(" for ")
        .append(plan.target())
        .append(": ")
        .append(servers == 0 ? "an existing ZooKeeper" : count(servers, "ZooKeeper server"))
        .append(", ")
        .append(count(plan.brokers().size(), "Kafka broker"))
        .append(" (")
        .append(plan.spec().kafka().version())
        .append(")\n");
  }

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private void nodes() {
    if (plan.quorum() instanceof QuorumPlan.Launched launched) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("id", "server", "clients", "peers", "election"));
      launched
          .servers()
          .forEach(
              server ->
                  rows.add(
                      List.of(
                          Integer.toString(server.id()),
                          server.name(),
                          server.client().toString(),
                          Integer.toString(server.peer().port()),
                          Integer.toString(server.election().port()))));
      table("ZooKeeper", rows);
    } else {
      page.append("\nZooKeeper\n  ").append(plan.quorum().connect()).append('\n');
    }
  }

  private void listeners() {
    for (int i = 0; i < plan.listeners().size(); i++) {
      ListenerPlan listener = plan.listeners().get(i);
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("id", "broker", "listens at", "advertises", "from"));
      for (BrokerPlan broker : plan.brokers()) {
        ListenerEndpoints endpoints = broker.listeners().get(i);
        rows.add(
            List.of(
                Integer.toString(broker.id()),
                broker.name(),
                endpoints.bind().toString(),
                endpoints.advertised().toString(),
                endpoints.advertised().source().words()));
      }
      table(
          "Listener "
              + listener.kafkaName()
              + ", for "
              + listener.audience().words()
              + listener.exposure().map(exposure -> ", by " + exposure.kind()).orElse(""),
          rows);
    }
  }

  private void settings() {
    config("Settings of every server", plan.servers().stream().map(ServerPlan::config).toList());
    config("Settings of every broker", plan.brokers().stream().map(BrokerPlan::config).toList());
  }

  /** What all files of one kind share; the rest are the addresses above. */
  private void config(String title, List<ConfigFile> files) {
    if (files.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (PlannedSetting setting : files.get(0).settings()) {
      if (setting.origin() == PlannedSetting.Origin.TOPOLOGY) {
        continue;
      }
      rows.add(
          List.of(
              setting.key(),
              Secrets.masked(setting.key(), setting.value()),
              setting.origin() == PlannedSetting.Origin.USER ? "as you said" : setting.reason()));
    }
    table(title, rows);
  }

  private void topics() {
    if (plan.topics().isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("topic", "partitions", "replicas", "settings"));
    for (TopicPlan topic : plan.topics()) {
      Map<String, String> masked = new TreeMap<>(topic.settings());
      masked.replaceAll(Secrets::masked);
      rows.add(
          List.of(
              topic.name(),
              Integer.toString(topic.partitions()),
              Integer.toString(topic.replicas()),
              masked.isEmpty() ? "" : masked.toString()));
    }
    table("Topics", rows);
  }

  private void traffic() {
    if (plan.traffic().isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("from", "to", "port", "why"));
    plan.traffic()
        .forEach(
            edge ->
                rows.add(
                    List.of(
                        edge.from().toString(),
                        edge.to().toString(),
                        Integer.toString(edge.port()),
                        edge.reason().words())));
    table("Traffic that is needed, and no other", rows);
  }

  private void mesh() {
    plan.mesh()
        .ifPresent(
            mesh -> {
              page.append("\nMesh ").append(mesh.mesh().kind()).append('\n');
              line("protocol of every port", PortPlan.APP_PROTOCOL);
              line(
                  "a stranger is refused by",
                  mesh.rules().authorizesOnServer()
                      ? "the server's sidecar"
                      : "the stranger's own sidecar only");
              line(
                  "quorum binds to",
                  mesh.quorumOnAllAddresses() ? "all addresses" : "the pod's address");
              if (!mesh.excludedPorts().isEmpty()) {
                line("ports outside the mesh", mesh.excludedPorts());
              }
              if (!mesh.permissivePorts().isEmpty()) {
                line("ports that accept plaintext", mesh.permissivePorts());
              }
            });
  }

  private void notes() {
    if (plan.warnings().isEmpty() && plan.notes().isEmpty()) {
      return;
    }
    page.append("\nTo be aware of\n");
    plan.notes().forEach(note -> page.append("  ").append(note).append('\n'));
    for (Problem warning : plan.warnings()) {
      page.append("  ").append(warning).append('\n');
    }
  }

  private void line(String what, Object value) {
    page.append("  ").append(what).append(": ").append(value).append('\n');
  }

  private void table(String title, List<List<String>> rows) {
    page.append('\n').append(title).append('\n');
    if (rows.isEmpty()) {
      return;
    }
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append("  ").append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length()));
      }
      page.append(line.toString().stripTrailing()).append('\n');
    }
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
