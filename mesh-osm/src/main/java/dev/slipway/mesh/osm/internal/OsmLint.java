package dev.slipway.mesh.osm.internal;

import static dev.slipway.kubernetes.spi.MeshFinding.error;

import dev.slipway.core.plan.MeshPlan;
import dev.slipway.kubernetes.mesh.MeshLint;
import dev.slipway.kubernetes.mesh.MeshLint.Opening;
import dev.slipway.kubernetes.spi.MeshCode;
import dev.slipway.kubernetes.spi.MeshFinding;
import dev.slipway.kubernetes.spi.RenderContext;
import dev.slipway.mesh.osm.OpenServiceMesh;
import dev.slipway.mesh.osm.smi.SmiTcpRoute;
import dev.slipway.mesh.osm.smi.TrafficTarget;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules that objects keep in Open Service Mesh. Pure. */
final class OsmLint {
  private final OpenServiceMesh mesh;
  private final Marks marks;
  private final RenderContext context;
  private final List<HasMetadata> objects;
  private final List<MeshFinding> findings = new ArrayList<>();

  OsmLint(OpenServiceMesh mesh, RenderContext context, List<HasMetadata> objects) {
    this.mesh = mesh;
    this.marks = Marks.of(mesh);
    this.context = context;
    this.objects = objects;
  }

  Stream<MeshFinding> findings() {
    List<Opening> openings = new ArrayList<>();
    for (TrafficTarget target : MeshLint.all(objects, TrafficTarget.class)) {
      openings.addAll(openings(target));
    }
    for (StatefulSet set : MeshLint.all(objects, StatefulSet.class)) {
      probes(set);
      excluded(set);
      outside(set);
    }
    return Stream.concat(
        findings.stream(), MeshLint.findings(context, objects, List.copyOf(openings)));
  }

  /** What a target admits to; what is wrong with it is found on the way. */
  private List<Opening> openings(TrafficTarget target) {
    String place = MeshLint.named(target);
    TrafficTarget.Spec spec = target.getSpec();
    String namespace = target.getMetadata().getNamespace();
    if (!spec.destination().namespace().equals(namespace)) {
      bad(
          place + ".spec.destination.namespace",
          spec.destination().namespace(),
          namespace + ", its own: the mesh ignores it otherwise",
          "move it there");
    }
    if (spec.sources().isEmpty()) {
      bad(
          place + ".spec.sources",
          "nobody",
          "at least one identity: none means everybody",
          "leave the target out, or name who is admitted");
    }
    if (spec.rules().isEmpty()) {
      bad(
          place + ".spec.rules",
          "none",
          "at least one route: the mesh ignores it otherwise",
          "leave the target out, or name a route");
    }
    List<StatefulSet> destinations =
        MeshLint.all(objects, StatefulSet.class).stream()
            .filter(
                set ->
                    set.getMetadata().getNamespace().equals(spec.destination().namespace())
                        && MeshLint.account(set).equals(spec.destination().name()))
            .toList();
    List<Opening> openings = new ArrayList<>();
    for (TrafficTarget.Rule rule : spec.rules()) {
      Optional<SmiTcpRoute> route = route(rule, namespace);
      if (!rule.kind().equals(TrafficTarget.Rule.TCP_ROUTE)) {
        bad(
            place + ".spec.rules",
            rule.kind() + " " + rule.name(),
            "TCPRoute: a UDPRoute voids the whole target, an HTTPRouteGroup admits to every port",
            "refer to a TCPRoute");
      } else if (route.isEmpty()) {
        bad(
            place + ".spec.rules",
            "TCPRoute " + rule.name() + ", which is not there",
            "a route in namespace " + namespace + ": one missing voids the whole target",
            "add the route");
      } else if (route.get().getSpec().matches().ports().isEmpty()) {
        bad(
            MeshLint.named(route.get()) + ".spec.matches.ports",
            "none",
            "at least one port: none means every port",
            "name the ports");
      } else {
        route
            .get()
            .getSpec()
            .matches()
            .ports()
            .forEach(port -> openings.add(new Opening(place, destinations, port)));
      }
    }
    return openings;
  }

  private Optional<SmiTcpRoute> route(TrafficTarget.Rule rule, String namespace) {
    return MeshLint.all(objects, SmiTcpRoute.class).stream()
        .filter(
            route ->
                route.getMetadata().getName().equals(rule.name())
                    && route.getMetadata().getNamespace().equals(namespace))
        .findFirst();
  }

  private void probes(StatefulSet set) {
    MeshLint.networkProbed(set)
        .forEach(
            (kind, containers) -> {
              if (containers.size() > 1) {
                findings.add(
                    error(
                        MeshCode.PROBE_TWICE,
                        MeshLint.named(set),
                        kind
                            + " probes of "
                            + containers.stream().map(Container::getName).sorted().toList(),
                        "one container that is asked over the network: the injector keeps the last"
                            + " and asks it for all",
                        "ask the others by a command"));
              }
            });
    for (Container container : set.getSpec().getTemplate().getSpec().getContainers()) {
      Stream.of(
              container.getLivenessProbe(),
              container.getReadinessProbe(),
              container.getStartupProbe())
          .filter(Objects::nonNull)
          .filter(probe -> probe.getGrpc() != null)
          .forEach(
              probe ->
                  findings.add(
                      error(
                          MeshCode.PROBE_UNHANDLED,
                          MeshLint.named(set) + "[" + container.getName() + "]",
                          "a probe by gRPC",
                          "a command, HTTP or TCP, which the injector rewrites",
                          "ask by a command")));
    }
  }

  private void excluded(StatefulSet set) {
    String list = MeshLint.annotations(set).get(marks.excludedInbound());
    if (list == null) {
      return;
    }
    String place =
        MeshLint.named(set)
            + ".spec.template.metadata.annotations["
            + marks.excludedInbound()
            + "]";
    Set<String> excluded = new HashSet<>(List.of(list.split("\\s*,\\s*", -1)));
    int most = mesh.rules().mostExcludedPorts().orElse(Integer.MAX_VALUE);
    if (excluded.size() > most) {
      findings.add(
          error(
              MeshCode.EXCLUDED_PORT,
              place,
              excluded.size() + " ports",
              "<= " + most + ", the most that one rule of iptables takes",
              "exclude fewer ports"));
    }
    Set<String> planned =
        context.plan().mesh().map(MeshPlan::excludedPorts).orElse(List.of()).stream()
            .map(Object::toString)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> unplanned = new TreeSet<>(excluded);
    unplanned.removeAll(planned);
    if (!unplanned.isEmpty()) {
      findings.add(
          error(
              MeshCode.EXCLUDED_PORT,
              place,
              String.join(", ", unplanned),
              "ports of listeners for outsiders only, here " + planned,
              "leave it out: an excluded port has neither encryption nor authorization"));
    }
    for (Service service : MeshLint.all(objects, Service.class)) {
      if (!"None".equals(service.getSpec().getClusterIP())
          || !Objects.equals(service.getMetadata().getNamespace(), set.getMetadata().getNamespace())
          || service.getSpec().getSelector() == null
          || !MeshLint.selects(service.getSpec().getSelector(), set)) {
        continue;
      }
      for (ServicePort port : service.getSpec().getPorts()) {
        if (excluded.contains(String.valueOf(port.getPort()))) {
          findings.add(
              error(
                  MeshCode.EXCLUDED_PORT,
                  MeshLint.named(service) + ".spec.ports[" + port.getName() + "]",
                  port.getPort() + ", which is excluded",
                  "ports inside the mesh only: a member's sidecar would speak TLS to it",
                  "leave the port to the Services for outsiders"));
        }
      }
    }
  }

  private void outside(StatefulSet set) {
    MeshLint.initContainers(
            set, "none that dials a member: they run before the sidecar and are cut off")
        .ifPresent(findings::add);
    MeshLint.scrapeAnnotations(
            set,
            "none: where the namespace has "
                + marks.metrics()
                + ", the injector puts its own there")
        .ifPresent(findings::add);
  }

  private void bad(String place, String value, String expectation, String fix) {
    findings.add(error(MeshCode.TRAFFIC_TARGET, place, value, expectation, fix));
  }
}
