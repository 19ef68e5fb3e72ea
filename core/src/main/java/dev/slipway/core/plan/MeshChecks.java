package dev.slipway.core.plan;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ExistingZooKeeper;
import dev.slipway.core.model.MeshRules;
import dev.slipway.core.model.MeshRules.Outsiders;
import dev.slipway.core.model.MeshSpec;
import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.plan.ListenerPlan.Audience;
import dev.slipway.core.problem.ProblemCode;
import java.util.List;
import java.util.stream.Stream;

/** What a mesh makes of ports, identities and listeners for outsiders. */
final class MeshChecks {
  private final Inputs inputs;
  private final List<ListenerPlan> external;
  private final ProblemList problems;

  private MeshChecks(Inputs inputs, List<ListenerPlan> external, ProblemList problems) {
    this.inputs = inputs;
    this.external = external;
    this.problems = problems;
  }

  static void run(Inputs inputs, List<ListenerPlan> listeners, ProblemList problems) {
    List<ListenerPlan> external =
        listeners.stream().filter(listener -> listener.audience() == Audience.OUTSIDERS).toList();
    MeshChecks checks = new MeshChecks(inputs, external, problems);
    if (inputs.mesh().isPresent()) {
      checks.inMesh(inputs.mesh().get(), inputs.mesh().get().rules());
    } else {
      checks.withoutMesh();
    }
  }

  private void withoutMesh() {
    ClusterSpec spec = inputs.spec();
    if (!spec.clients().isEmpty() && inputs.facts() instanceof KubernetesFacts) {
      problems.warning(
          ProblemCode.CLIENTS_UNENFORCED,
          "clients",
          spec.clients(),
          "a mesh, which alone keeps everybody else out",
          "add mesh(...), or leave allow(...) out");
    }
  }

  private void inMesh(MeshSpec mesh, MeshRules rules) {
    reservedPorts(mesh, rules);
    rules
        .reservedUid()
        .ifPresent(
            uid -> {
              if (uid == WorkloadPlanner.UID) {
                problems.error(
                    ProblemCode.MESH_UID_RESERVED,
                    "mesh",
                    uid,
                    "another user id than that of the images of Kafka and ZooKeeper",
                    "give the sidecar of " + mesh.kind() + " another user id");
              }
            });
    if (!rules.dotInIdentityAllowed()) {
      identities(mesh, "clients", inputs.spec().clients());
    }
    external.forEach(listener -> outsiders(mesh, rules, listener));
    rules
        .mostExcludedPorts()
        .ifPresent(
            most -> {
              if (rules.outsiders() == Outsiders.PORT_EXCLUDED && external.size() > most) {
                problems.error(
                    ProblemCode.MESH_EXCLUDES_TOO_MANY,
                    "listeners",
                    external.size() + " listeners for outsiders",
                    "<= " + most + ", the most ports that " + mesh.kind() + " can exclude",
                    "expose fewer listeners");
              }
            });
    if (!rules.authorizesOnServer()) {
      problems.warning(
          ProblemCode.MESH_AUTHORIZES_CLIENT_SIDE,
          "mesh",
          mesh.kind(),
          "a mesh whose servers refuse identities that no policy admits",
          "do not rely on this mesh alone to keep a member of the mesh out");
    }
    if (inputs.spec().quorum() instanceof ExistingZooKeeper existing) {
      problems.warning(
          ProblemCode.MESH_EGRESS,
          "zookeeper.connect",
          existing.connect(),
          "servers that the mesh lets the brokers reach",
          "admit " + inputs.names().identity(NodeRole.BROKER) + " there by a policy of the mesh");
    }
  }

  private void reservedPorts(MeshSpec mesh, MeshRules rules) {
    ClusterSpec spec = inputs.spec();
    Stream.concat(
            Stream.of(
                new Door("kafka.clientPort", spec.kafka().clientPort()),
                new Door("kafka.internalPort", spec.kafka().internalPort())),
            external.stream().map(listener -> new Door(place(listener) + ".port", listener.port())))
        .filter(door -> rules.reservedPorts().contains(door.port))
        .forEach(
            door ->
                problems.error(
                    ProblemCode.MESH_PORT_RESERVED,
                    door.place,
                    door.port,
                    "a port that the containers of " + mesh.kind() + " do not use",
                    "choose another port, such as " + Ports.FIRST_EXTERNAL));
  }

  private void identities(MeshSpec mesh, String place, List<ServiceAccount> identities) {
    for (ServiceAccount identity : identities) {
      if (identity.name().indexOf('.') >= 0) {
        problems.error(
            ProblemCode.MESH_IDENTITY_DOT,
            place + "[" + identity + "].name",
            identity.name(),
            "a name without a dot, at which " + mesh.kind() + " splits identities",
            "run it under a ServiceAccount without a dot in its name");
      }
    }
  }

  private void outsiders(MeshSpec mesh, MeshRules rules, ListenerPlan listener) {
    boolean excluded = rules.outsiders() == Outsiders.PORT_EXCLUDED;
    problems.warning(
        ProblemCode.EXPOSURE_BYPASSES_MESH,
        place(listener),
        kind(listener) + " in " + mesh.kind(),
        excluded
            ? "no listener for outsiders: port "
                + listener.port()
                + " is taken out of the mesh and has neither mTLS nor authorization"
            : "no listener for outsiders: port "
                + listener.port()
                + " accepts plaintext and has no mTLS",
        "keep strangers from the port by a firewall, or bring the clients into the mesh");
  }

  private static String place(ListenerPlan listener) {
    return "listeners[" + listener.name() + "]";
  }

  private static String kind(ListenerPlan listener) {
    return listener.exposure().orElseThrow().kind();
  }

  private record Door(String place, int port) {}
}
