package dev.slipway.mesh.istio.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.facts.ServedKind;
import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.plan.MeshPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.Party;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.kubernetes.Labels;
import dev.slipway.kubernetes.mesh.Admission;
import dev.slipway.kubernetes.mesh.MeshFinding;
import dev.slipway.kubernetes.mesh.ObservedPod;
import dev.slipway.kubernetes.spi.Decoration;
import dev.slipway.kubernetes.spi.MeshRenderer;
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
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Strict mutual TLS, nothing admitted by default, and one policy for each group of edges; found by
 * {@link java.util.ServiceLoader}.
 *
 * <p>A namespace that is made for the cluster is closed as a whole. In one that was there before,
 * only the cluster's own pods are: others live there.
 */
public final class IstioRenderer implements MeshRenderer<Istio> {
  static final String REVISION = "istio.io/rev";
  static final String INJECTION = "istio-injection";
  static final String DATA_PLANE = "istio.io/dataplane-mode";
  static final String AMBIENT = "ambient";
  static final String INJECT = "sidecar.istio.io/inject";
  static final String NATIVE = "sidecar.istio.io/nativeSidecar";
  static final String REDIRECTION = "ambient.istio.io/redirection";
  static final String PROXY_CONFIG = "proxy.istio.io/config";
  static final String SIDECAR = "istio-proxy";

  /** For {@link java.util.ServiceLoader}. */
  public IstioRenderer() {}

  @Override
  public Class<Istio> specType() {
    return Istio.class;
  }

  @Override
  public Stream<ServedKind> kinds(Istio mesh) {
    return Kinds.all(mesh);
  }

  @Override
  public Stream<HasMetadata> render(Istio mesh, RenderContext context) {
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

  /** The Services of those whom the graph has this workload call. */
  private static List<String> hosts(WorkloadPlan workload, RenderContext context) {
    return context.plan().traffic().stream()
        .filter(edge -> edge.from() instanceof Party.Nodes nodes && nodes.role() == workload.role())
        .map(
            edge ->
                edge.to() instanceof Party.Nodes callee
                    ? context.namespace(callee.role())
                        + "/"
                        + service(context.plan().workload(callee.role()).orElseThrow(), context)
                    : "*/*")
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

  /**
   * @see <a href="https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/">Istio:
   *     sidecar injection</a>
   */
  @Override
  public Decoration ofNamespace(Istio mesh, String namespace, RenderContext context) {
    return new Decoration(joining(mesh), Map.of());
  }

  /** One way to join: two at once are ambiguous. */
  private static Map<String, String> joining(Istio mesh) {
    if (mesh.dataPlane() == DataPlane.AMBIENT) {
      return Map.of(DATA_PLANE, AMBIENT);
    }
    return mesh.revision()
        .map(revision -> Map.of(REVISION, revision))
        .orElseGet(() -> Map.of(INJECTION, "enabled"));
  }

  /** In a namespace that is not touched, pods join by themselves. */
  @Override
  public Decoration ofPods(Istio mesh, NodeRole role, RenderContext context) {
    boolean shared = context.plan().spec().namespaces().existing();
    Map<String, String> labels = new TreeMap<>();
    Map<String, String> annotations = new TreeMap<>();
    if (mesh.dataPlane() == DataPlane.AMBIENT) {
      if (shared) {
        labels.put(DATA_PLANE, AMBIENT);
      }
      return new Decoration(labels, annotations);
    }
    if (shared) {
      labels.put(INJECT, "true");
      mesh.revision().ifPresent(revision -> labels.put(REVISION, revision));
    }
    if (hasNativeSidecars(mesh, context)) {
      annotations.put(NATIVE, "true");
    }
    // Without effect on native sidecars, and needed where Istio does not know them.
    annotations.put(PROXY_CONFIG, json(ProxyConfig.ofServer()));
    return new Decoration(labels, annotations);
  }

  /**
   * A kubelet may be three minor versions older than its API server, and 1.29 is the first on which
   * containers that precede others are not an experiment.
   *
   * @see <a href="https://kubernetes.io/releases/version-skew-policy/">Kubernetes: version skew</a>
   */
  static boolean hasNativeSidecars(Istio mesh, RenderContext context) {
    return mesh.dataPlane() == DataPlane.SIDECAR && context.version().atLeast(1, 32);
  }

  private static String json(@Nullable Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts could not be written", e);
    }
  }

  @Override
  public Stream<MeshFinding> lint(Istio mesh, RenderContext context, List<HasMetadata> objects) {
    return new IstioLint(mesh, context, objects).findings();
  }

  @Override
  public Stream<MeshFinding> preflight(Istio mesh, RenderContext context, KubernetesClient client) {
    return mesh.skipsPreflight()
        ? Stream.of()
        : Preflight.findings(mesh, new Reader(mesh, client).read(context));
  }

  @Override
  public Stream<MeshFinding> afterCheck(
      Istio mesh, RenderContext context, KubernetesClient client) {
    List<ObservedPod> pods = ObservedPod.of(context, client);
    return mesh.dataPlane() == DataPlane.AMBIENT
        ? Preflight.outsideAmbient(pods)
        : ObservedPod.withoutSidecar(
            pods,
            SIDECAR,
            "see that "
                + joining(mesh)
                + " is what the control plane injects by, then restart the"
                + " pod");
  }
}
