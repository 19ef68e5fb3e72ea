package dev.slipway.kubernetes.render;

import dev.slipway.core.model.DataSize;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The one container of a node's pod. */
final class NodeContainer {
  /** A folder that can be written to and is gone with the pod. */
  static final String SCRATCH = "/tmp";

  static final String POD_NAME = "POD_NAME";

  // Addresses of pods change with every restart, and names appear while a node starts: the JVM's
  // own 30 s for a name and 10 s for a missing one are too long.
  private static final String DNS = "-Dsun.net.inetaddr.ttl=5 -Dsun.net.inetaddr.negative.ttl=0";

  private final Workload workload;
  private final Program program;
  private final Probes probes;

  private NodeContainer(Workload workload, Program program, Probes probes) {
    this.workload = workload;
    this.program = program;
    this.probes = probes;
  }

  static NodeContainer of(Workload workload, RenderContext context) {
    Program program = Program.of(workload);
    int port = ServiceObjects.clientPort(workload).number();
    return new NodeContainer(
        workload, program, new Probes(program.question(port), context.version()));
  }

  /** How long it may take to stop. */
  long graceSeconds() {
    return program.graceSeconds();
  }

  Container render() {
    return new ContainerBuilder()
        .withName(workload.role().word())
        .withImage(workload.plan().image())
        .withImagePullPolicy("IfNotPresent")
        .withCommand(program.command())
        .withArgs(program.arguments())
        .withEnv(environment())
        .withPorts(ports())
        .withResources(resources())
        .withStartupProbe(probes.startup())
        .withReadinessProbe(probes.readiness())
        .withSecurityContext(security())
        .withVolumeMounts(Volumes.mounts(workload))
        .build();
  }

  /**
   * The user's variables win over Slipway's, except that options of the JVM come after Slipway's in
   * the same variable, where the later one wins.
   */
  private List<EnvVar> environment() {
    Map<String, String> variables = ownEnvironment();
    workload
        .pod()
        .environment()
        .forEach((name, value) -> variables.put(name, ownText(name) + value));
    List<EnvVar> environment = new ArrayList<>();
    environment.add(
        new EnvVarBuilder()
            .withName(POD_NAME)
            .withNewValueFrom()
            .withNewFieldRef()
            .withFieldPath("metadata.name")
            .endFieldRef()
            .endValueFrom()
            .build());
    variables.remove(POD_NAME);
    variables.forEach(
        (name, value) ->
            environment.add(new EnvVarBuilder().withName(name).withValue(value).build()));
    return environment;
  }

  private Map<String, String> ownEnvironment() {
    Map<String, String> own =
        new TreeMap<>(program.environment(heap().map(NodeContainer::mostHeap)));
    own.merge(program.optionsVariable(), DNS, (options, dns) -> options + " " + dns);
    return own;
  }

  /** Slipway's own text, which stands before the user's in a variable. */
  String ownText(String variable) {
    return variable.equals(program.optionsVariable()) ? ownEnvironment().get(variable) + " " : "";
  }

  /** The largest heap: as asked, or half of the memory; empty to leave it to the image. */
  private Optional<DataSize> heap() {
    return workload
        .resources()
        .heap()
        .or(
            () ->
                workload
                    .resources()
                    .memory()
                    .map(memory -> new DataSize(Math.max(1, memory.bytes() / 2))));
  }

  private static String mostHeap(DataSize heap) {
    return "-Xmx" + heap.bytes() / 1024 + "k";
  }

  private List<ContainerPort> ports() {
    return workload.plan().ports().stream()
        .map(
            port ->
                new ContainerPortBuilder()
                    .withName(port.name())
                    .withContainerPort(port.number())
                    .withProtocol("TCP")
                    .build())
        .toList();
  }

  private @Nullable ResourceRequirements resources() {
    if (workload.resources().cpu().isEmpty() && workload.resources().memory().isEmpty()) {
      return null;
    }
    ResourceRequirementsBuilder resources = new ResourceRequirementsBuilder();
    workload
        .resources()
        .cpu()
        .ifPresent(cpu -> resources.addToRequests("cpu", new Quantity(cpu.toString())));
    workload
        .resources()
        .memory()
        .map(memory -> new Quantity(memory.toString()))
        .ifPresent(
            memory -> resources.addToRequests("memory", memory).addToLimits("memory", memory));
    return resources.build();
  }

  /** The container's half of the restricted standard, and a root that nobody can write to. */
  static SecurityContext security() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }
}
