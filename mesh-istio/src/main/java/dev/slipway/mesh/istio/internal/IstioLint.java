package dev.slipway.mesh.istio.internal;

import static dev.slipway.kubernetes.spi.MeshFinding.error;

import dev.slipway.core.plan.MeshPlan;
import dev.slipway.kubernetes.mesh.MeshLint;
import dev.slipway.kubernetes.mesh.MeshLint.Opening;
import dev.slipway.kubernetes.spi.MeshCode;
import dev.slipway.kubernetes.spi.MeshFinding;
import dev.slipway.kubernetes.spi.RenderContext;
import dev.slipway.mesh.istio.Istio;
import io.fabric8.istio.api.api.security.v1beta1.AuthorizationPolicy;
import io.fabric8.istio.api.api.security.v1beta1.AuthorizationPolicyAction;
import io.fabric8.istio.api.api.security.v1beta1.PeerAuthentication;
import io.fabric8.istio.api.api.security.v1beta1.PeerAuthenticationMutualTLS;
import io.fabric8.istio.api.api.security.v1beta1.PeerAuthenticationMutualTLSMode;
import io.fabric8.istio.api.api.security.v1beta1.Rule;
import io.fabric8.istio.api.api.security.v1beta1.RuleFrom;
import io.fabric8.istio.api.api.security.v1beta1.RuleTo;
import io.fabric8.istio.api.api.security.v1beta1.Source;
import io.fabric8.istio.api.api.type.v1beta1.WorkloadSelector;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules that objects keep in Istio. Pure. */
final class IstioLint {
  private final Istio mesh;
  private final RenderContext context;
  private final List<HasMetadata> objects;
  private final List<StatefulSet> workloads;
  private final List<Integer> permissive;
  private final List<MeshFinding> findings = new ArrayList<>();

  IstioLint(Istio mesh, RenderContext context, List<HasMetadata> objects) {
    this.mesh = mesh;
    this.context = context;
    this.objects = objects;
    this.workloads = MeshLint.all(objects, StatefulSet.class);
    this.permissive = context.plan().mesh().map(MeshPlan::permissivePorts).orElse(List.of());
  }

  Stream<MeshFinding> findings() {
    List<Policy> policies = policies();
    List<Encryption> encryptions = encryptions();
    List<Opening> openings = new ArrayList<>();
    policies.forEach(policy -> openings.addAll(openings(policy)));
    encryptions.forEach(this::modes);
    for (StatefulSet set : workloads) {
      encrypted(set, encryptions);
      denied(set, policies);
      outside(set);
    }
    MeshLint.all(objects, Namespace.class)
        .forEach(
            namespace ->
                joined(
                    MeshLint.named(namespace),
                    Objects.requireNonNullElse(namespace.getMetadata().getLabels(), Map.of())));
    workloads.forEach(set -> joined(MeshLint.named(set), MeshLint.labels(set)));
    return Stream.concat(findings.stream(), MeshLint.findings(context, objects, openings));
  }

  private List<Policy> policies() {
    List<Policy> policies = new ArrayList<>();
    for (HasMetadata object : objects) {
      if (object instanceof io.fabric8.istio.api.security.v1.AuthorizationPolicy stable) {
        policies.add(new Policy(stable, stable.getSpec()));
      } else if (object instanceof io.fabric8.istio.api.security.v1beta1.AuthorizationPolicy beta) {
        policies.add(new Policy(beta, beta.getSpec()));
      }
    }
    return policies;
  }

  private List<Encryption> encryptions() {
    List<Encryption> encryptions = new ArrayList<>();
    for (HasMetadata object : objects) {
      if (object instanceof io.fabric8.istio.api.security.v1.PeerAuthentication stable) {
        encryptions.add(new Encryption(stable, stable.getSpec()));
      } else if (object instanceof io.fabric8.istio.api.security.v1beta1.PeerAuthentication beta) {
        encryptions.add(new Encryption(beta, beta.getSpec()));
      }
    }
    return encryptions;
  }

  private static boolean applies(
      HasMetadata policy, Optional<Map<String, String>> selector, StatefulSet set) {
    return Objects.equals(policy.getMetadata().getNamespace(), set.getMetadata().getNamespace())
        && selector.map(labels -> MeshLint.selects(labels, set)).orElse(true);
  }

  private List<Opening> openings(Policy policy) {
    String place = MeshLint.named(policy.object);
    List<Opening> openings = new ArrayList<>();
    if (!policy.allows()) {
      return openings;
    }
    List<StatefulSet> destinations =
        workloads.stream().filter(set -> applies(policy.object, policy.selector(), set)).toList();
    for (Rule rule : policy.spec.getRules()) {
      List<Integer> ports = new ArrayList<>();
      for (RuleTo to : rule.getTo()) {
        to.getOperation().getPorts().forEach(port -> ports.add(Integer.parseInt(port)));
      }
      ports.forEach(port -> openings.add(new Opening(place, destinations, port)));
      sources(place, rule);
      if (rule.getFrom().isEmpty() && (ports.isEmpty() || !permissive.containsAll(ports))) {
        findings.add(
            error(
                MeshCode.NO_DEFAULT_DENY,
                place + ".spec.rules",
                "anybody may open " + (ports.isEmpty() ? "every port" : "ports " + ports),
                "sources, unless the port is for outsiders, here " + permissive,
                "name who is admitted"));
      }
    }
    return openings;
  }

  private void sources(String place, Rule rule) {
    for (RuleFrom from : rule.getFrom()) {
      Source source = from.getSource();
      boolean accounts = !source.getServiceAccounts().isEmpty();
      if (accounts && !(source.getPrincipals().isEmpty() && source.getNamespaces().isEmpty())) {
        findings.add(
            error(
                MeshCode.POLICY_SOURCE,
                place + ".spec.rules.from",
                "serviceAccounts with principals or namespaces",
                "one of them: the API server refuses a mixture",
                "leave the others out"));
      } else if (accounts && !mesh.atLeast(1, 25).orElse(false)) {
        findings.add(
            error(
                MeshCode.POLICY_SOURCE,
                place + ".spec.rules.from",
                "serviceAccounts in Istio " + mesh.version().orElse("of any version"),
                "principals: serviceAccounts are known from 1.25 on",
                "say istio().version(\"1.25\"), or name principals"));
      }
    }
  }

  /** No mode is left to be inherited, and none is switched off. */
  private void modes(Encryption encryption) {
    String place = MeshLint.named(encryption.object) + ".spec.";
    mode(place + "mtls", encryption.spec.getMtls(), false);
    new TreeMap<>(encryption.ports())
        .forEach(
            (port, mtls) ->
                mode(
                    place + "portLevelMtls[" + port + "]",
                    mtls,
                    permissive.stream().map(Object::toString).toList().contains(port)));
  }

  private void mode(String place, @Nullable PeerAuthenticationMutualTLS mtls, boolean open) {
    PeerAuthenticationMutualTLSMode mode = mtls == null ? null : mtls.getMode();
    PeerAuthenticationMutualTLSMode expected =
        open ? PeerAuthenticationMutualTLSMode.PERMISSIVE : PeerAuthenticationMutualTLSMode.STRICT;
    if (mode != expected) {
      findings.add(
          error(
              MeshCode.PEER_AUTHENTICATION,
              place,
              String.valueOf(mode),
              expected + (open ? ": members still speak TLS to a port that is DISABLED" : ""),
              "say " + expected));
    }
  }

  private void encrypted(StatefulSet set, List<Encryption> encryptions) {
    List<String> own =
        encryptions.stream()
            .filter(encryption -> encryption.selector().isPresent())
            .filter(encryption -> applies(encryption.object, encryption.selector(), set))
            .map(encryption -> MeshLint.named(encryption.object))
            .toList();
    if (own.size() != 1) {
      findings.add(
          error(
              MeshCode.PEER_AUTHENTICATION,
              MeshLint.named(set),
              own.isEmpty() ? "no PeerAuthentication selects it" : String.join(", ", own),
              "one PeerAuthentication that selects these pods: of several the oldest wins",
              own.isEmpty() ? "add one" : "put them into one"));
    }
  }

  private void denied(StatefulSet set, List<Policy> policies) {
    if (policies.stream()
        .filter(policy -> policy.allows() && policy.spec.getRules().isEmpty())
        .noneMatch(policy -> applies(policy.object, policy.selector(), set))) {
      findings.add(
          error(
              MeshCode.NO_DEFAULT_DENY,
              MeshLint.named(set),
              "no policy that admits nobody",
              "an AuthorizationPolicy without rules: where none selects a pod, all is admitted",
              "add one to namespace " + set.getMetadata().getNamespace()));
    }
  }

  private void joined(String place, Map<String, String> labels) {
    List<String> ways =
        Stream.of(
                Marks.INJECTION + "=enabled",
                Marks.REVISION + "=",
                Marks.DATA_PLANE + "=" + Marks.AMBIENT)
            .filter(
                way -> {
                  String[] parts = way.split("=", -1);
                  String value = labels.get(parts[0]);
                  return value != null && (parts[1].isEmpty() || parts[1].equals(value));
                })
            .map(way -> way.split("=", -1)[0])
            .toList();
    if (ways.size() > 1) {
      findings.add(
          error(
              MeshCode.JOINED_TWICE,
              place,
              String.join(" and ", ways),
              "one way to join: which of them wins depends on the installation",
              "leave the others out"));
    }
  }

  private void outside(StatefulSet set) {
    if (mesh.rules().reservedUid().isPresent() && !Marks.hasNativeSidecars(mesh, context)) {
      MeshLint.initContainers(
              set, "none that dials a member: they run before the sidecar, unencrypted")
          .ifPresent(findings::add);
    }
    MeshLint.scrapeAnnotations(
            set, "none: the injector puts its own port there, where anybody reads the metrics")
        .ifPresent(findings::add);
  }

  private static Optional<Map<String, String>> labels(@Nullable WorkloadSelector selector) {
    return Optional.ofNullable(selector)
        .map(WorkloadSelector::getMatchLabels)
        .filter(labels -> !labels.isEmpty());
  }

  /**
   * A policy in either version.
   *
   * @param object the object
   * @param spec what it holds
   */
  private record Policy(HasMetadata object, AuthorizationPolicy spec) {
    /** Unless another action is said, a policy allows. */
    boolean allows() {
      return spec.getAction() == null || spec.getAction() == AuthorizationPolicyAction.ALLOW;
    }

    Optional<Map<String, String>> selector() {
      return labels(spec.getSelector());
    }
  }

  /**
   * A PeerAuthentication in either version.
   *
   * @param object the object
   * @param spec what it holds
   */
  private record Encryption(HasMetadata object, PeerAuthentication spec) {
    Map<String, PeerAuthenticationMutualTLS> ports() {
      return Objects.requireNonNullElse(spec.getPortLevelMtls(), Map.of());
    }

    Optional<Map<String, String>> selector() {
      return labels(spec.getSelector());
    }
  }
}
