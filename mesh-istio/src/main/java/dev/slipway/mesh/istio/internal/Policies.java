package dev.slipway.mesh.istio.internal;

import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.plan.MeshPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.Party;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.kubernetes.manifest.Labels;
import dev.slipway.kubernetes.mesh.Admission;
import dev.slipway.kubernetes.spi.RenderContext;
import dev.slipway.mesh.istio.DataPlane;
import dev.slipway.mesh.istio.Istio;
import io.fabric8.istio.api.api.networking.v1alpha3.OutboundTrafficPolicyMode;
import io.fabric8.istio.api.api.networking.v1alpha3.SidecarBuilder;
import io.fabric8.istio.api.api.security.v1beta1.AuthorizationPolicy;
import io.fabric8.istio.api.api.security.v1beta1.AuthorizationPolicyAction;
import io.fabric8.istio.api.api.security.v1beta1.AuthorizationPolicyBuilder;
import io.fabric8.istio.api.api.security.v1beta1.PeerAuthentication;
import io.fabric8.istio.api.api.security.v1beta1.PeerAuthenticationBuilder;
import io.fabric8.istio.api.api.security.v1beta1.PeerAuthenticationMutualTLS;
import io.fabric8.istio.api.api.security.v1beta1.PeerAuthenticationMutualTLSMode;
import io.fabric8.istio.api.api.security.v1beta1.RuleBuilder;
import io.fabric8.istio.api.api.security.v1beta1.Source;
import io.fabric8.istio.api.api.security.v1beta1.SourceBuilder;
import io.fabric8.istio.api.api.type.v1beta1.WorkloadSelector;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Istio's own objects, one policy for each group of edges. */
final class Policies {
  // Istio warns (IST0133) where other hosts stand beside it.
  private static final String ANYWHERE = "*/*";

  private Policies() {}

  static Stream<HasMetadata> of(Istio mesh, RenderContext context) {
    MeshPlan plan = context.plan().mesh().orElseThrow();
    Kinds kinds = new Kinds(mesh, plan);
    List<HasMetadata> objects = new ArrayList<>();
    closed(kinds, context).forEach(objects::add);
    for (WorkloadPlan workload : context.plan().workloads()) {
      objects.add(
          kinds.peerAuthentication(
              context.metadata(workload.role(), workload.name()),
              encryption(workload.role(), plan, context)));
      if (mesh.restrictsEgress() && mesh.dataPlane() == DataPlane.SIDECAR) {
        objects.add(
            kinds.sidecar(
                context.metadata(workload.role(), workload.name()), egress(workload, context)));
      }
    }
    for (Admission admission : Admission.of(context.plan().traffic())) {
      String workload = context.plan().workload(admission.role()).orElseThrow().name();
      objects.add(
          kinds.authorizationPolicy(
              context.metadata(admission.role(), workload + "-" + admission.purpose()),
              policy(admission, mesh, context)));
    }
    return objects.stream();
  }

  /** An object as it is while some pods are in the mesh and others are not; or none. */
  static Stream<HasMetadata> whileJoining(HasMetadata object) {
    String kind = object.getKind();
    if (object.getApiVersion().startsWith(Kinds.SECURITY)
        && kind.equals(Kinds.AUTHORIZATION_POLICY)) {
      return Stream.of();
    }
    if (object.getApiVersion().startsWith(Kinds.NETWORKING) && kind.equals(Kinds.SIDECAR)) {
      return Stream.of();
    }
    if (object instanceof io.fabric8.istio.api.security.v1.PeerAuthentication stable) {
      return Stream.of(
          new io.fabric8.istio.api.security.v1.PeerAuthenticationBuilder(stable)
              .withSpec(permissive(stable.getSpec()))
              .build());
    }
    if (object instanceof io.fabric8.istio.api.security.v1beta1.PeerAuthentication beta) {
      return Stream.of(
          new io.fabric8.istio.api.security.v1beta1.PeerAuthenticationBuilder(beta)
              .withSpec(permissive(beta.getSpec()))
              .build());
    }
    return Stream.of(object);
  }

  private static PeerAuthentication permissive(PeerAuthentication spec) {
    return new PeerAuthenticationBuilder(spec)
        .withMtls(new PeerAuthenticationMutualTLS(PeerAuthenticationMutualTLSMode.PERMISSIVE))
        .build();
  }

  /** What holds for whole namespaces: encryption, and nobody admitted. */
  private static Stream<HasMetadata> closed(Kinds kinds, RenderContext context) {
    Map<String, NodeRole> namespaces = new TreeMap<>();
    context.plan().workloads().stream()
        .map(WorkloadPlan::role)
        .forEach(role -> namespaces.put(context.namespace(role), role));
    boolean shared = context.plan().spec().namespaces().existing();
    return namespaces.values().stream()
        .flatMap(
            role -> {
              AuthorizationPolicyBuilder nobody = new AuthorizationPolicyBuilder();
              if (shared) {
                nobody.withSelector(
                    new WorkloadSelector(Map.of(Labels.CLUSTER, context.plan().name())));
              }
              HasMetadata deny =
                  kinds.authorizationPolicy(
                      context.metadata(role, context.plan().name() + "-deny-all"), nobody.build());
              return shared
                  ? Stream.of(deny)
                  : Stream.of(
                      deny,
                      kinds.peerAuthentication(
                          context.metadata(role, context.plan().name() + "-strict"),
                          new PeerAuthenticationBuilder().withMtls(strict()).build()));
            });
  }

  /**
   * Strict, but for ports of outsiders. Never switched off for a port: members would still speak
   * TLS to it.
   */
  private static PeerAuthentication encryption(
      NodeRole role, MeshPlan plan, RenderContext context) {
    PeerAuthenticationBuilder spec =
        new PeerAuthenticationBuilder()
            .withSelector(new WorkloadSelector(context.selector(role)))
            .withMtls(strict());
    if (role == NodeRole.BROKER) {
      Map<String, PeerAuthenticationMutualTLS> open = new TreeMap<>();
      plan.permissivePorts()
          .forEach(
              port ->
                  open.put(
                      port.toString(),
                      new PeerAuthenticationMutualTLS(PeerAuthenticationMutualTLSMode.PERMISSIVE)));
      spec.addToPortLevelMtls(open);
    }
    return spec.build();
  }

  private static PeerAuthenticationMutualTLS strict() {
    return new PeerAuthenticationMutualTLS(PeerAuthenticationMutualTLSMode.STRICT);
  }

  private static AuthorizationPolicy policy(
      Admission admission, Istio mesh, RenderContext context) {
    RuleBuilder rule = new RuleBuilder();
    if (!admission.ofAnybody()) {
      rule.addNewFrom().withSource(source(admission.sources(), mesh)).endFrom();
    }
    rule.addNewTo()
        .withNewOperation()
        .withPorts(admission.ports().stream().map(Object::toString).toList())
        .endOperation()
        .endTo();
    return new AuthorizationPolicyBuilder()
        .withSelector(new WorkloadSelector(context.selector(admission.role())))
        .withAction(AuthorizationPolicyAction.ALLOW)
        .withRules(rule.build())
        .build();
  }

  /** From 1.25 on by ServiceAccount, whatever the trust domain; principals work everywhere. */
  private static Source source(List<ServiceAccount> accounts, Istio mesh) {
    if (mesh.atLeast(1, 25).orElse(false)) {
      return new SourceBuilder()
          .withServiceAccounts(accounts.stream().map(ServiceAccount::toString).toList())
          .build();
    }
    return new SourceBuilder()
        .withPrincipals(
            accounts.stream()
                .map(
                    account ->
                        mesh.trustDomain() + "/ns/" + account.namespace() + "/sa/" + account.name())
                .toList())
        .build();
  }

  private static io.fabric8.istio.api.api.networking.v1alpha3.Sidecar egress(
      WorkloadPlan workload, RenderContext context) {
    return new SidecarBuilder()
        .withNewWorkloadSelector()
        .withLabels(context.selector(workload.role()))
        .endWorkloadSelector()
        .withNewOutboundTrafficPolicy()
        .withMode(OutboundTrafficPolicyMode.REGISTRY_ONLY)
        .endOutboundTrafficPolicy()
        .addNewEgress()
        .withHosts(hosts(workload, context))
        .endEgress()
        .build();
  }

  /** The Services of those whom the graph has this workload call; whatever there is, alone. */
  private static List<String> hosts(WorkloadPlan workload, RenderContext context) {
    List<String> hosts = callees(workload, context);
    return hosts.contains(ANYWHERE) ? List.of(ANYWHERE) : hosts;
  }

  private static List<String> callees(WorkloadPlan workload, RenderContext context) {
    return context.plan().traffic().stream()
        .filter(edge -> edge.from() instanceof Party.Nodes nodes && nodes.role() == workload.role())
        .map(
            edge ->
                edge.to() instanceof Party.Nodes callee
                    ? context.namespace(callee.role())
                        + "/"
                        + service(context.plan().workload(callee.role()).orElseThrow(), context)
                    : ANYWHERE)
        .distinct()
        .sorted()
        .toList();
  }

  /** The full name of the headless Service, of which the names of its pods are made. */
  private static String service(WorkloadPlan workload, RenderContext context) {
    String pod =
        workload.role() == NodeRole.ZOOKEEPER
            ? context.plan().servers().get(0).client().host()
            : context.plan().brokers().get(0).listeners().get(0).inCluster().host();
    return pod.substring(pod.indexOf('.') + 1);
  }
}
