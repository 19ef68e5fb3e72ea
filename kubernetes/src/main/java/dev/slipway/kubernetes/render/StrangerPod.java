package dev.slipway.kubernetes.render;

import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.PortPlan;
import dev.slipway.core.probe.Plaintext.Met;
import dev.slipway.kubernetes.manifest.Labels;
import dev.slipway.kubernetes.spi.Decoration;
import dev.slipway.kubernetes.spi.ProviderSource;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A pod beside the brokers but outside their mesh, which connects to nodes in plaintext, says what
 * it met, and ends. It bears no label by which anything of the cluster is found.
 */
public final class StrangerPod {
  private static final long LONGEST_LIFE_SECONDS = 60;
  private static final String MACHINE = "kubernetes.io/hostname";
  private static final int MOST_WEIGHT = 100;

  private StrangerPod() {}

  /**
   * One port of one node.
   *
   * @param address the address of its pod
   * @param role what kind of node it is
   * @param port the port
   */
  public record Target(String address, NodeRole role, PortPlan port) {}

  /** A pod that tries these targets; the API server gives it a name. */
  public static Pod render(RenderContext context, ProviderSource providers, List<Target> targets) {
    Workload brokers =
        Workload.of(context.plan()).stream()
            .filter(workload -> workload.role() == NodeRole.BROKER)
            .findFirst()
            .orElseThrow();
    return new PodBuilder()
        .withMetadata(metadata(context, MeshMarks.of(context, providers).stranger()))
        .withNewSpec()
        .withServiceAccountName(brokers.plan().identity().name())
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withRestartPolicy("Never")
        .withActiveDeadlineSeconds(LONGEST_LIFE_SECONDS)
        .withTerminationGracePeriodSeconds(0L)
        .withSecurityContext(StatefulSetObjects.security(brokers.plan().uid()))
        .withImagePullSecrets(
            brokers.pod().imagePullSecrets().stream().map(LocalObjectReference::new).toList())
        .withNodeSelector(new TreeMap<>(brokers.placement().nodeSelector()))
        .withTolerations(new Placement(brokers, context).tolerations())
        .withAffinity(besideBrokers(context))
        .withContainers(container(brokers, targets))
        .endSpec()
        .build();
  }

  private static ObjectMeta metadata(RenderContext context, Decoration outside) {
    Map<String, String> labels = new TreeMap<>(context.plan().spec().labels());
    labels.put(Labels.MANAGED_BY, Labels.SLIPWAY);
    labels.put(Labels.STRANGER_TO, context.plan().name());
    labels.putAll(outside.labels());
    Map<String, String> annotations = context.annotations();
    annotations.putAll(outside.annotations());
    return new ObjectMetaBuilder()
        .withGenerateName(context.plan().name() + "-stranger-")
        .withNamespace(context.namespace(NodeRole.BROKER))
        .withLabels(labels)
        .withAnnotations(annotations)
        .build();
  }

  /** Where the image is already. */
  private static Affinity besideBrokers(RenderContext context) {
    return new AffinityBuilder()
        .withNewPodAffinity()
        .addNewPreferredDuringSchedulingIgnoredDuringExecution()
        .withWeight(MOST_WEIGHT)
        .withNewPodAffinityTerm()
        .withNewLabelSelector()
        .withMatchLabels(context.selector(NodeRole.BROKER))
        .endLabelSelector()
        .withTopologyKey(MACHINE)
        .endPodAffinityTerm()
        .endPreferredDuringSchedulingIgnoredDuringExecution()
        .endPodAffinity()
        .build();
  }

  private static Container container(Workload brokers, List<Target> targets) {
    return new ContainerBuilder()
        .withName("stranger")
        .withImage(brokers.plan().image())
        .withImagePullPolicy("IfNotPresent")
        .withCommand(StrangerProgram.command())
        .withArgs(StrangerProgram.arguments(targets))
        .withNewResources()
        .addToRequests("cpu", new Quantity("10m"))
        .addToRequests("memory", new Quantity("64Mi"))
        .addToLimits("cpu", new Quantity("1"))
        .addToLimits("memory", new Quantity("64Mi"))
        .endResources()
        .withSecurityContext(NodeContainer.security())
        .build();
  }

  /**
   * What the pod met at each target, as its log tells. Who reached nothing at all can't tell a
   * refusal from a network that it has no part in.
   */
  public static List<Met> met(String log, List<Target> targets) {
    Map<String, String> words =
        log.lines()
            .map(line -> line.split(" ", 2))
            .filter(line -> line.length == 2)
            .collect(Collectors.toMap(line -> line[0], line -> line[1], (one, other) -> other));
    boolean reachesAnything = !lost(words.getOrDefault(StrangerProgram.CONTROL, ""));
    List<Met> met = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      String word = words.getOrDefault(String.valueOf(i), "");
      met.add(lost(word) && !reachesAnything ? Met.UNKNOWN : met(word));
    }
    return met;
  }

  private static boolean lost(String word) {
    return met(word) == Met.UNKNOWN || word.equals("refused") || word.equals("unreachable");
  }

  private static Met met(String word) {
    return switch (word) {
      case "answered" -> Met.ANSWERED;
      case "open" -> Met.HELD_OPEN;
      case "closed", "refused" -> Met.REFUSED;
      case "unreachable" -> Met.UNREACHABLE;
      default -> Met.UNKNOWN;
    };
  }
}
