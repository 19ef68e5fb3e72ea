package dev.slipway.kubernetes.mesh;

import dev.slipway.core.model.MeshRules;
import dev.slipway.core.plan.MeshPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.kubernetes.spi.MeshCode;
import dev.slipway.kubernetes.spi.MeshFinding;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rules that objects keep in every mesh, whatever patches did to them. A mesh's module adds its
 * own and says which ports its policies admit to. Pure.
 */
public final class MeshLint {
  private static final String DEFAULT_ACCOUNT = "default";
  private static final String PROTOCOL = "tcp";
  private static final String HEADLESS = "None";
  private static final String SCRAPE = "prometheus.io/";

  private final RenderContext context;
  private final MeshPlan mesh;
  private final List<HasMetadata> objects;
  private final List<MeshFinding> findings = new ArrayList<>();

  private MeshLint(RenderContext context, MeshPlan mesh, List<HasMetadata> objects) {
    this.context = context;
    this.mesh = mesh;
    this.objects = objects;
  }

  /**
   * What breaks the rules.
   *
   * @param context what the objects were rendered from; its plan has a mesh
   * @param objects the objects
   * @param openings what the mesh's policies admit to
   */
  public static Stream<MeshFinding> findings(
      RenderContext context, List<HasMetadata> objects, List<Opening> openings) {
    MeshLint lint = new MeshLint(context, context.plan().mesh().orElseThrow(), objects);
    lint.admitted(openings);
    lint.services();
    lint.identities();
    lint.bindings();
    lint.reserved();
    return lint.findings.stream();
  }

  /**
   * A policy lets somebody to a port of a workload.
   *
   * @param policy the policy, as in {@code TrafficTarget kafka/kafka-broker-clients}
   * @param destinations the workloads it is for
   * @param port the port of their pods
   */
  public record Opening(String policy, List<StatefulSet> destinations, int port) {
    /** Keeps a copy. */
    public Opening {
      destinations = List.copyOf(destinations);
    }
  }

  /** {@code Kind namespace/name}. */
  public static String named(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return object.getKind()
        + " "
        + (namespace == null ? "" : namespace + "/")
        + object.getMetadata().getName();
  }

  /** The objects of one class. */
  public static <T extends HasMetadata> List<T> all(List<HasMetadata> objects, Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Whether a selector finds the pods of a workload. */
  public static boolean selects(Map<String, String> selector, StatefulSet set) {
    return labels(set).entrySet().containsAll(selector.entrySet());
  }

  /** Labels of a workload's pods. */
  public static Map<String, String> labels(StatefulSet set) {
    return Objects.requireNonNullElse(template(set).getMetadata().getLabels(), Map.of());
  }

  /** Annotations of a workload's pods. */
  public static Map<String, String> annotations(StatefulSet set) {
    return Objects.requireNonNullElse(template(set).getMetadata().getAnnotations(), Map.of());
  }

  /** Ports of a workload's pods. */
  public static Set<Integer> ports(StatefulSet set) {
    Set<Integer> ports = new HashSet<>();
    for (Container container : template(set).getSpec().getContainers()) {
      for (ContainerPort port : container.getPorts()) {
        ports.add(port.getContainerPort());
      }
    }
    return ports;
  }

  /** A workload's identity. */
  public static String account(StatefulSet set) {
    return Objects.requireNonNullElse(
        template(set).getSpec().getServiceAccountName(), DEFAULT_ACCOUNT);
  }

  /**
   * The containers that are asked over the network, by the kind of probe: {@code liveness}, {@code
   * readiness}, {@code startup}.
   */
  public static Map<String, List<Container>> networkProbed(StatefulSet set) {
    Map<String, List<Container>> probed = new HashMap<>();
    Map<String, Function<Container, Probe>> kinds =
        Map.of(
            "liveness", Container::getLivenessProbe,
            "readiness", Container::getReadinessProbe,
            "startup", Container::getStartupProbe);
    kinds.forEach(
        (kind, probe) ->
            probed.put(
                kind,
                template(set).getSpec().getContainers().stream()
                    .filter(container -> isOfNetwork(Optional.ofNullable(probe.apply(container))))
                    .toList()));
    return probed;
  }

  /**
   * Warns of init containers, which run before the sidecar does.
   *
   * @param because what is expected of them in this mesh, and why
   */
  public static Optional<MeshFinding> initContainers(StatefulSet set, String because) {
    List<String> names =
        set.getSpec().getTemplate().getSpec().getInitContainers().stream()
            .map(Container::getName)
            .toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            MeshFinding.warning(
                MeshCode.INIT_CONTAINER,
                named(set),
                "init containers " + names,
                because,
                "do it in the container itself, or elsewhere"));
  }

  /**
   * Warns of annotations for scrapers, which a mesh overwrites.
   *
   * @param because what is expected in this mesh, and why
   */
  public static Optional<MeshFinding> scrapeAnnotations(StatefulSet set, String because) {
    List<String> keys =
        annotations(set).keySet().stream().filter(key -> key.startsWith(SCRAPE)).sorted().toList();
    return keys.isEmpty()
        ? Optional.empty()
        : Optional.of(
            MeshFinding.warning(
                MeshCode.METRICS_ANNOTATION,
                named(set) + ".spec.template.metadata.annotations",
                String.join(", ", keys),
                because,
                "let scrapers find the metrics by Service"));
  }

  private static boolean isOfNetwork(Optional<Probe> probe) {
    return probe.isPresent() && probe.get().getExec() == null;
  }

  private static PodTemplateSpec template(StatefulSet set) {
    return set.getSpec().getTemplate();
  }

  private static boolean sameNamespace(HasMetadata one, HasMetadata other) {
    return Objects.equals(one.getMetadata().getNamespace(), other.getMetadata().getNamespace());
  }

  private static boolean leadsTo(Service service, StatefulSet set) {
    return sameNamespace(service, set) && !isOfOnePod(service) && selects(selector(service), set);
  }

  private static Map<String, String> selector(Service service) {
    return Objects.requireNonNullElse(service.getSpec().getSelector(), Map.of());
  }

  private static boolean isOfOnePod(Service service) {
    return selector(service).containsKey("statefulset.kubernetes.io/pod-name");
  }

  private static boolean isHeadless(Service service) {
    return HEADLESS.equals(service.getSpec().getClusterIP());
  }

  private static Optional<Integer> target(ServicePort port) {
    return port.getTargetPort() == null
        ? Optional.ofNullable(port.getPort())
        : Optional.ofNullable(port.getTargetPort().getIntVal());
  }

  private void admitted(List<Opening> openings) {
    List<Service> services = all(objects, Service.class);
    for (Opening opening : openings) {
      if (opening.destinations().isEmpty()) {
        error(
            MeshCode.POLICY_PORT,
            opening.policy(),
            "port " + opening.port() + " of nobody",
            "a workload of this cluster",
            "let the policy name a workload that is there");
      }
      for (StatefulSet set : opening.destinations()) {
        if (!ports(set).contains(opening.port())) {
          error(
              MeshCode.POLICY_PORT,
              opening.policy(),
              "port " + opening.port() + " of " + named(set),
              "a port of a container there: " + ports(set).stream().sorted().toList(),
              "let the policy name a port that is served");
        } else if (services.stream()
            .filter(service -> leadsTo(service, set))
            .flatMap(service -> service.getSpec().getPorts().stream())
            .noneMatch(port -> target(port).equals(Optional.of(opening.port())))) {
          error(
              MeshCode.POLICY_PORT,
              opening.policy(),
              "port " + opening.port() + " of " + named(set),
              "a Service that declares the port: the caller's sidecar knows no other",
              "declare the port in the headless Service");
        }
      }
    }
  }

  private void services() {
    List<Service> services = all(objects, Service.class);
    for (Service service : services) {
      Set<Integer> targets = new HashSet<>();
      for (ServicePort port : service.getSpec().getPorts()) {
        protocol(service, port);
        Optional<Integer> target = target(port);
        if (target.isPresent() && !targets.add(target.get())) {
          error(
              MeshCode.TARGET_PORT_TWICE,
              named(service) + ".spec.ports[" + port.getName() + "]",
              "targetPort " + target.get(),
              "each port of the pods once: two make two equal filter chains, and Envoy takes none",
              "leave one of them out");
        }
        if (isHeadless(service) && !target.equals(Optional.of(port.getPort()))) {
          error(
              MeshCode.HEADLESS_SERVICE,
              named(service) + ".spec.ports[" + port.getName() + "]",
              port.getPort() + " -> " + target.map(Object::toString).orElse("a name"),
              "port and targetPort alike: callers dial the pod's own port",
              "give both the same number");
        }
      }
    }
    for (StatefulSet set : all(objects, StatefulSet.class)) {
      governed(set, services);
    }
  }

  private void protocol(Service service, ServicePort port) {
    if (!PROTOCOL.equals(port.getAppProtocol())
        || port.getName() == null
        || !port.getName().startsWith(PROTOCOL + "-")) {
      error(
          MeshCode.PORT_PROTOCOL,
          named(service) + ".spec.ports[" + port.getName() + "]",
          "appProtocol " + port.getAppProtocol(),
          "appProtocol tcp and a name that begins with tcp-",
          "say so; what a mesh takes for HTTP or does not know never arrives");
    }
  }

  private void governed(StatefulSet set, List<Service> services) {
    List<Service> headless =
        services.stream().filter(service -> isHeadless(service) && leadsTo(service, set)).toList();
    Optional<Service> governing =
        headless.stream()
            .filter(
                service -> service.getMetadata().getName().equals(set.getSpec().getServiceName()))
            .findFirst();
    if (governing.isEmpty()) {
      error(
          MeshCode.HEADLESS_SERVICE,
          named(set) + ".spec.serviceName",
          String.valueOf(set.getSpec().getServiceName()),
          "the headless Service that leads to these pods",
          "name it");
    } else if (!Boolean.TRUE.equals(governing.get().getSpec().getPublishNotReadyAddresses())) {
      error(
          MeshCode.HEADLESS_SERVICE,
          named(governing.get()) + ".spec.publishNotReadyAddresses",
          String.valueOf(governing.get().getSpec().getPublishNotReadyAddresses()),
          "true: a mesh leads to published pods only, and these get ready when they found each"
              + " other",
          "say true");
    }
    Map<Integer, Service> first = new HashMap<>();
    for (Service service : headless) {
      for (ServicePort port : service.getSpec().getPorts()) {
        Service other = first.putIfAbsent(port.getPort(), service);
        if (other != null && !other.equals(service)) {
          error(
              MeshCode.HEADLESS_TWICE,
              named(service) + ".spec.ports[" + port.getName() + "]",
              port.getPort() + " of " + named(set),
              "one headless Service for a port, here " + named(other),
              "declare the port there only; Envoy refuses two filter chains for one address");
        }
      }
    }
  }

  private void identities() {
    Map<String, StatefulSet> first = new HashMap<>();
    for (StatefulSet set : all(objects, StatefulSet.class)) {
      String account = account(set);
      String place = named(set) + ".spec.template.spec.serviceAccountName";
      StatefulSet other = first.putIfAbsent(set.getMetadata().getNamespace() + "/" + account, set);
      if (account.equals(DEFAULT_ACCOUNT)) {
        error(
            MeshCode.IDENTITY,
            place,
            account,
            "an account of its own: everybody's pods run as default",
            "name another ServiceAccount");
      } else if (other != null) {
        error(
            MeshCode.IDENTITY,
            place,
            account + ", as " + named(other),
            "an account of its own: whoever may reach the one may reach the other",
            "give each workload a ServiceAccount");
      } else if (!mesh.rules().dotInIdentityAllowed() && account.indexOf('.') >= 0) {
        error(
            MeshCode.IDENTITY,
            place,
            account,
            "a name without a dot, at which " + mesh.mesh().kind() + " splits identities",
            "name another ServiceAccount");
      }
    }
  }

  /** Only files that can be read here: those in a Secret are the planner's own. */
  private void bindings() {
    if (mesh.rules().delivery() != MeshRules.Delivery.LOOPBACK) {
      return;
    }
    String servers =
        context.plan().workload(NodeRole.ZOOKEEPER).map(workload -> workload.name()).orElse("");
    for (ConfigMap map : all(objects, ConfigMap.class)) {
      if (!map.getMetadata().getName().equals(servers)) {
        continue;
      }
      map.getData().entrySet().stream()
          .filter(file -> file.getKey().endsWith(".cfg"))
          .filter(file -> !file.getValue().contains("quorumListenOnAllIPs=true"))
          .forEach(
              file ->
                  error(
                      MeshCode.BIND_ADDRESS,
                      named(map) + ".data[" + file.getKey() + "]",
                      "the quorum listens at the pod's address alone",
                      "quorumListenOnAllIPs=true: the sidecar delivers to 127.0.0.1",
                      "say so, or let the mesh deliver to the pod's address"));
    }
  }

  private void reserved() {
    for (StatefulSet set : all(objects, StatefulSet.class)) {
      for (Integer port : ports(set)) {
        if (mesh.rules().reservedPorts().contains(port)) {
          error(
              MeshCode.RESERVED,
              named(set),
              "port " + port,
              "a port that the containers of " + mesh.mesh().kind() + " do not use",
              "choose another port");
        }
      }
      Long user =
          template(set).getSpec().getSecurityContext() == null
              ? null
              : template(set).getSpec().getSecurityContext().getRunAsUser();
      if (user != null
          && mesh.rules().reservedUid().isPresent()
          && user == mesh.rules().reservedUid().getAsInt()) {
        error(
            MeshCode.RESERVED,
            named(set),
            "user id " + user,
            "another user id than that of the sidecar, whose traffic the mesh lets through",
            "choose another user id");
      }
    }
  }

  private void error(MeshCode code, String place, String value, String expectation, String fix) {
    findings.add(MeshFinding.error(code, place, value, expectation, fix));
  }
}
