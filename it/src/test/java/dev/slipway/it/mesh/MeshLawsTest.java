package dev.slipway.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.plan.Party;
import dev.slipway.core.plan.TrafficEdge;
import dev.slipway.it.mesh.Interpreter.Caller;
import dev.slipway.it.plan.OwnerRoundTrip;
import dev.slipway.kubernetes.manifest.Labels;
import dev.slipway.kubernetes.manifest.Manifests;
import dev.slipway.kubernetes.mesh.MeshInspection;
import dev.slipway.mesh.istio.Istio;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every cluster in a mesh. */
class MeshLawsTest {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  @ParameterizedTest
  @EnumSource
  void rendersTheSameBytesTwice(MeshCase meshCase) {
    assertThat(meshCase.manifests().toYaml()).isEqualTo(meshCase.manifests().toYaml());
  }

  @ParameterizedTest
  @EnumSource
  void readsBackEqualObjects(MeshCase meshCase) {
    Manifests manifests = meshCase.manifests();

    Object read = new KubernetesSerialization().unmarshal(manifests.toYaml());

    assertThat(new ArrayList<Object>((Collection<?>) read))
        .isEqualTo(new ArrayList<Object>(manifests.objects()));
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhoAttachesWhatWasAskedAndDecided(MeshCase meshCase) {
    new OwnerRoundTrip(meshCase.plan(), meshCase.manifests())
        .holds(meshCase.context().version(), MeshCase.providers());
  }

  /** Every edge has one policy, and nobody else has any. */
  @ParameterizedTest
  @EnumSource
  void admitsTheGraphAndNothingElse(MeshCase meshCase) {
    Interpreter interpreter = interpreter(meshCase, meshCase.manifests().objects());

    assertThat(matrix(meshCase, interpreter, false))
        .isNotEmpty()
        .isEqualTo(expected(meshCase, interpreter));
  }

  /** Each policy is needed: without it just its own edges are refused. */
  @ParameterizedTest
  @EnumSource
  void needsEveryPolicy(MeshCase meshCase) {
    List<HasMetadata> all = meshCase.manifests().objects();
    Map<String, Integer> before = matrix(meshCase, interpreter(meshCase, all), true);
    Set<String> needed = new TreeSet<>();

    for (HasMetadata policy : all) {
      boolean admits =
          before.keySet().stream().anyMatch(row -> row.endsWith(" by " + name(policy)));
      if (!Set.of("TrafficTarget", "AuthorizationPolicy").contains(policy.getKind()) || !admits) {
        continue;
      }
      List<HasMetadata> others = all.stream().filter(object -> !object.equals(policy)).toList();

      Map<String, Integer> after = matrix(meshCase, interpreter(meshCase, others), true);

      Set<String> refused = new TreeSet<>(before.keySet());
      refused.removeAll(after.keySet());
      assertThat(refused).isNotEmpty().allMatch(row -> row.endsWith(" by " + name(policy)));
      assertThat(before.keySet()).containsAll(after.keySet());
      needed.add(name(policy));
    }
    assertThat(needed).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void breaksNoneOfItsOwnRules(MeshCase meshCase) {
    assertThat(
            MeshInspection.of(meshCase.context(), MeshCase.providers())
                .ofObjects(meshCase.manifests())
                .findings())
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void marksEveryObject(MeshCase meshCase) {
    assertThat(meshCase.manifests().objects())
        .isNotEmpty()
        .allSatisfy(
            object ->
                assertThat(object.getMetadata().getLabels())
                    .containsEntry(Labels.CLUSTER, meshCase.spec().name())
                    .containsKeys(
                        Labels.NAME,
                        Labels.INSTANCE,
                        Labels.COMPONENT,
                        Labels.PART_OF,
                        Labels.MANAGED_BY,
                        Labels.VERSION));
  }

  @ParameterizedTest
  @EnumSource
  void leavesNamespacesAloneThatWereThere(MeshCase meshCase) {
    assertThat(meshCase.manifests().objects(Namespace.class).toList().isEmpty())
        .isEqualTo(meshCase.spec().namespaces().existing());
  }

  /** A port outside the mesh is not offered to members. */
  @ParameterizedTest
  @EnumSource
  void keepsExcludedPortsOutOfHeadlessServices(MeshCase meshCase) {
    List<Integer> excluded = meshCase.plan().mesh().orElseThrow().excludedPorts();

    assertThat(
            meshCase
                .manifests()
                .objects(Service.class)
                .filter(service -> "None".equals(service.getSpec().getClusterIP()))
                .flatMap(service -> service.getSpec().getPorts().stream())
                .map(ServicePort::getPort))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(excluded.isEmpty() ? List.of(0) : excluded);
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }

  private static Interpreter interpreter(MeshCase meshCase, List<HasMetadata> objects) {
    return new Interpreter(
        objects.stream().map(object -> SERIALIZATION.convertValue(object, JsonNode.class)).toList(),
        meshCase.spec().mesh().orElseThrow() instanceof Istio istio ? istio.trustDomain() : "");
  }

  private static Map<String, Integer> matrix(
      MeshCase meshCase, Interpreter interpreter, boolean named) {
    Map<String, Integer> admitted = new TreeMap<>();
    for (JsonNode workload : interpreter.workloads()) {
      for (int port : ports(workload)) {
        for (Caller caller : callers(meshCase)) {
          for (String policy : interpreter.admitting(caller, workload, port)) {
            admitted.merge(
                row(caller, workload, port) + (named ? " by " + policy : ""), 1, Integer::sum);
          }
        }
      }
    }
    return admitted;
  }

  private static Map<String, Integer> expected(MeshCase meshCase, Interpreter interpreter) {
    Map<String, Integer> expected = new TreeMap<>();
    for (JsonNode workload : interpreter.workloads()) {
      for (int port : ports(workload)) {
        for (Caller caller : callers(meshCase)) {
          if (meshCase.plan().traffic().stream()
              .anyMatch(
                  edge ->
                      isTo(edge, workload, port)
                          && isFrom(edge, caller)
                          && mayLeave(meshCase, caller, workload))) {
            expected.put(row(caller, workload, port), 1);
          }
        }
      }
    }
    return expected;
  }

  private static String row(Caller caller, JsonNode workload, int port) {
    return caller + " -> " + Interpreter.name(workload) + ":" + port;
  }

  private static boolean isTo(TrafficEdge edge, JsonNode workload, int port) {
    return edge.port() == port
        && edge.to() instanceof Party.Nodes nodes
        && nodes.identity().name().equals(Interpreter.account(workload))
        && nodes.identity().namespace().equals(Interpreter.namespace(workload));
  }

  private static boolean isFrom(TrafficEdge edge, Caller caller) {
    if (edge.from() instanceof Party.Outsiders) {
      return true;
    }
    if (edge.from() instanceof Party.Nodes nodes) {
      return caller.equals(caller(nodes.identity()));
    }
    return edge.from() instanceof Party.Peer peer && caller.equals(caller(peer.identity()));
  }

  /** Where nodes may reach only whom the graph has them call, even a door for anybody is shut. */
  private static boolean mayLeave(MeshCase meshCase, Caller caller, JsonNode workload) {
    boolean restricted =
        meshCase.spec().mesh().orElseThrow() instanceof Istio istio && istio.restrictsEgress();
    boolean node =
        meshCase.plan().workloads().stream().anyMatch(own -> caller(own.identity()).equals(caller));
    return !restricted
        || !node
        || meshCase.plan().traffic().stream()
            .anyMatch(
                edge ->
                    !(edge.from() instanceof Party.Outsiders)
                        && isFrom(edge, caller)
                        && isTo(edge, workload, edge.port()));
  }

  private static Caller caller(ServiceAccount account) {
    return new Caller(account.namespace(), account.name());
  }

  /** Everybody of the graph, strangers who resemble them, and one without an identity. */
  private static Set<Caller> callers(MeshCase meshCase) {
    Set<Caller> callers = new LinkedHashSet<>();
    for (TrafficEdge edge : meshCase.plan().traffic()) {
      if (edge.from() instanceof Party.Nodes nodes) {
        callers.add(caller(nodes.identity()));
        callers.add(new Caller("elsewhere", nodes.identity().name()));
      } else if (edge.from() instanceof Party.Peer peer) {
        callers.add(caller(peer.identity()));
        callers.add(new Caller(peer.identity().namespace(), peer.identity().name() + "-2"));
      }
    }
    callers.add(new Caller(meshCase.spec().namespaces().kafka(), "default"));
    callers.add(new Caller("apps", "stranger"));
    callers.add(Caller.NOBODY);
    return callers;
  }

  private static Set<Integer> ports(JsonNode workload) {
    Set<Integer> ports = new TreeSet<>(Interpreter.ports(workload));
    ports.add(22);
    ports.add(9999);
    return ports;
  }
}
