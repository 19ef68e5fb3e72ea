package dev.slipway.it.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Says which policies let a caller to a port, from the objects' JSON alone, by what the meshes'
 * sources do with it: not what was meant, but what a proxy makes of it.
 *
 * <p>Of Open Service Mesh 1.2.4: {@code pkg/smi/client.go}, {@code pkg/catalog/traffictarget.go},
 * {@code pkg/envoy/rbac/policy.go}. Of Istio: {@code pilot/pkg/security/authn/policy_applier.go},
 * {@code pilot/pkg/security/authz}.
 */
final class Interpreter {
  private final List<JsonNode> objects;
  private final String trustDomain;

  Interpreter(List<JsonNode> objects, String trustDomain) {
    this.objects = List.copyOf(objects);
    this.trustDomain = trustDomain;
  }

  /**
   * Who calls.
   *
   * @param namespace the namespace; empty for one without an identity, who speaks plaintext
   * @param account the ServiceAccount
   */
  record Caller(String namespace, String account) {
    static final Caller NOBODY = new Caller("", "");

    boolean isMember() {
      return !account.isEmpty();
    }
  }

  /** The StatefulSets. */
  List<JsonNode> workloads() {
    return kind("StatefulSet").toList();
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  static String namespace(JsonNode object) {
    return object.at("/metadata/namespace").asText();
  }

  static String account(JsonNode workload) {
    return workload.at("/spec/template/spec/serviceAccountName").asText();
  }

  static Set<Integer> ports(JsonNode workload) {
    Set<Integer> ports = new HashSet<>();
    workload
        .at("/spec/template/spec/containers")
        .forEach(
            container ->
                container
                    .at("/ports")
                    .forEach(port -> ports.add(port.at("/containerPort").asInt())));
    return ports;
  }

  /** The names of all that admits the caller; none if the connection fails. */
  List<String> admitting(Caller caller, JsonNode workload, int port) {
    return kind("AuthorizationPolicy").findAny().isPresent()
        ? byIstio(caller, workload, port)
        : byOpenServiceMesh(caller, workload, port);
  }

  private List<String> byOpenServiceMesh(Caller caller, JsonNode workload, int port) {
    if (excluded(workload).contains(Integer.toString(port))) {
      return List.of("excluded");
    }
    if (!caller.isMember() || !hasService(workload, port)) {
      return List.of();
    }
    return kind("TrafficTarget")
        .filter(this::isValid)
        .filter(
            target ->
                target.at("/spec/destination/name").asText().equals(account(workload))
                    && target
                        .at("/spec/destination/namespace")
                        .asText()
                        .equals(namespace(workload)))
        .filter(
            target ->
                target.at("/spec/sources").isEmpty()
                    || any(
                        target.at("/spec/sources"),
                        source ->
                            source.at("/name").asText().equals(caller.account)
                                && source.at("/namespace").asText().equals(caller.namespace)))
        .filter(target -> routed(target).isEmpty() || routed(target).contains(port))
        .map(Interpreter::name)
        .toList();
  }

  private static List<String> excluded(JsonNode workload) {
    JsonNode annotations = workload.at("/spec/template/metadata/annotations");
    return Stream.of("openservicemesh.io", "flomesh.io")
        .map(prefix -> annotations.path(prefix + "/inbound-port-exclusion-list").asText())
        .filter(list -> !list.isEmpty())
        .flatMap(list -> Stream.of(list.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  private boolean isValid(JsonNode target) {
    return namespace(target).equals(target.at("/spec/destination/namespace").asText())
        && !target.at("/spec/rules").isEmpty()
        && stream(target.at("/spec/rules"))
            .allMatch(
                rule ->
                    Set.of("TCPRoute", "HTTPRouteGroup").contains(rule.at("/kind").asText())
                        && route(target, rule).isPresent());
  }

  private Optional<JsonNode> route(JsonNode target, JsonNode rule) {
    return kind(rule.at("/kind").asText())
        .filter(route -> name(route).equals(rule.at("/name").asText()))
        .filter(route -> namespace(route).equals(namespace(target)))
        .findAny();
  }

  private List<Integer> routed(JsonNode target) {
    List<Integer> ports = new ArrayList<>();
    target
        .at("/spec/rules")
        .forEach(
            rule ->
                route(target, rule)
                    .ifPresent(
                        route ->
                            route
                                .at("/spec/matches/ports")
                                .forEach(port -> ports.add(port.asInt()))));
    return ports;
  }

  private List<String> byIstio(Caller caller, JsonNode workload, int port) {
    String mode = mode(workload, port);
    if (!caller.isMember() && !mode.equals("PERMISSIVE")) {
      return List.of();
    }
    if (caller.isMember() && (!hasService(workload, port) || !mayCall(caller, workload))) {
      return List.of();
    }
    List<JsonNode> policies =
        kind("AuthorizationPolicy").filter(policy -> selects(policy, workload)).toList();
    if (policies.stream()
        .anyMatch(policy -> !policy.at("/spec/action").asText("ALLOW").equals("ALLOW"))) {
      throw new IllegalStateException("only policies that allow are understood");
    }
    if (policies.isEmpty()) {
      return List.of("nothing denies");
    }
    return policies.stream()
        .filter(policy -> any(policy.at("/spec/rules"), rule -> matches(rule, caller, port)))
        .map(Interpreter::name)
        .toList();
  }

  private boolean matches(JsonNode rule, Caller caller, int port) {
    boolean from =
        rule.at("/from").isEmpty()
            || any(rule.at("/from"), source -> isFrom(source.at("/source"), caller));
    boolean to =
        rule.at("/to").isEmpty()
            || any(
                rule.at("/to"),
                operation ->
                    operation.at("/operation/ports").isEmpty()
                        || any(
                            operation.at("/operation/ports"),
                            listed -> listed.asText().equals(Integer.toString(port))));
    return from && to;
  }

  private boolean isFrom(JsonNode source, Caller caller) {
    if (!caller.isMember()) {
      return false;
    }
    String principal = trustDomain + "/ns/" + caller.namespace + "/sa/" + caller.account;
    boolean byPrincipal =
        source.at("/principals").isEmpty()
            || any(source.at("/principals"), listed -> listed.asText().equals(principal));
    boolean byAccount =
        source.at("/serviceAccounts").isEmpty()
            || any(
                source.at("/serviceAccounts"),
                listed -> listed.asText().equals(caller.namespace + "/" + caller.account));
    return byPrincipal && byAccount;
  }

  /** The port's mode, else the workload's, else the namespace's; none of them is permissive. */
  private String mode(JsonNode workload, int port) {
    List<JsonNode> own =
        kind("PeerAuthentication").filter(policy -> selects(policy, workload)).toList();
    List<String> modes = new ArrayList<>();
    own.stream()
        .filter(Interpreter::hasSelector)
        .map(policy -> policy.at("/spec/portLevelMtls/" + port + "/mode").asText())
        .forEach(modes::add);
    own.stream()
        .filter(Interpreter::hasSelector)
        .map(policy -> policy.at("/spec/mtls/mode").asText())
        .forEach(modes::add);
    own.stream()
        .filter(policy -> !hasSelector(policy))
        .map(policy -> policy.at("/spec/mtls/mode").asText())
        .forEach(modes::add);
    return modes.stream().filter(mode -> !mode.isEmpty()).findFirst().orElse("PERMISSIVE");
  }

  private static boolean hasSelector(JsonNode policy) {
    return !policy.at("/spec/selector/matchLabels").isEmpty();
  }

  private static boolean selects(JsonNode policy, JsonNode workload) {
    return namespace(policy).equals(namespace(workload))
        && isSubset(policy.at("/spec/selector/matchLabels"), labels(workload));
  }

  /** Whether the caller's own sidecar knows the workload, if it knows a part of the mesh only. */
  private boolean mayCall(Caller caller, JsonNode workload) {
    for (JsonNode own : workloads()) {
      if (!namespace(own).equals(caller.namespace) || !account(own).equals(caller.account)) {
        continue;
      }
      List<JsonNode> sidecars =
          kind("Sidecar")
              .filter(sidecar -> namespace(sidecar).equals(namespace(own)))
              .filter(sidecar -> isSubset(sidecar.at("/spec/workloadSelector/labels"), labels(own)))
              .toList();
      String host =
          namespace(workload)
              + "/"
              + workload.at("/spec/serviceName").asText()
              + "."
              + namespace(workload)
              + ".svc.cluster.local";
      if (!sidecars.isEmpty()
          && sidecars.stream()
              .flatMap(sidecar -> stream(sidecar.at("/spec/egress")))
              .flatMap(egress -> stream(egress.at("/hosts")))
              .map(JsonNode::asText)
              .noneMatch(listed -> listed.equals(host) || listed.equals("*/*"))) {
        return false;
      }
    }
    return true;
  }

  private boolean hasService(JsonNode workload, int port) {
    return kind("Service")
        .filter(service -> namespace(service).equals(namespace(workload)))
        .filter(service -> isSubset(service.at("/spec/selector"), labels(workload)))
        .flatMap(service -> stream(service.at("/spec/ports")))
        .anyMatch(declared -> declared.at("/targetPort").asInt() == port);
  }

  private static JsonNode labels(JsonNode workload) {
    return workload.at("/spec/template/metadata/labels");
  }

  private static boolean isSubset(JsonNode some, JsonNode all) {
    return some.properties().stream()
        .allMatch(entry -> entry.getValue().equals(all.path(entry.getKey())));
  }

  private Stream<JsonNode> kind(String kind) {
    return objects.stream().filter(object -> object.at("/kind").asText().equals(kind));
  }

  private static boolean any(JsonNode array, Predicate<JsonNode> test) {
    return stream(array).anyMatch(test);
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
