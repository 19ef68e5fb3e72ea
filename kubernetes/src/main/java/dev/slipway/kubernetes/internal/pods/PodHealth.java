package dev.slipway.kubernetes.internal.pods;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What keeps a pod from being ready, as far as its own status tells.
 *
 * @param reason in words
 * @param hopeless whether waiting can't heal it
 */
public record PodHealth(String reason, boolean hopeless) {
  private static final Set<String> HOPELESS = Set.of("InvalidImageName", "ErrImageNeverPull");

  public static boolean isReady(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && conditions(pod).stream()
            .anyMatch(
                condition ->
                    condition.getType().equals("Ready") && condition.getStatus().equals("True"));
  }

  /** Empty if it is ready. */
  public static Optional<PodHealth> of(Pod pod) {
    if (isReady(pod)) {
      return Optional.empty();
    }
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      return Optional.of(new PodHealth("it is being deleted", false));
    }
    Optional<PodHealth> container =
        containers(pod).stream().map(PodHealth::of).flatMap(Optional::stream).findFirst();
    if (container.isPresent()) {
      return container;
    }
    return Optional.of(
        conditions(pod).stream()
            .filter(condition -> condition.getStatus().equals("False"))
            .filter(condition -> condition.getType().equals("PodScheduled"))
            .map(
                condition ->
                    new PodHealth(condition.getReason() + ": " + condition.getMessage(), false))
            .findFirst()
            .orElseGet(() -> new PodHealth(phase(pod), false)));
  }

  private static Optional<PodHealth> of(ContainerStatus container) {
    ContainerState state = container.getState();
    if (state == null) {
      return Optional.empty();
    }
    if (state.getWaiting() != null && state.getWaiting().getReason() != null) {
      String reason = state.getWaiting().getReason();
      if (reason.equals("ContainerCreating") || reason.equals("PodInitializing")) {
        return Optional.empty();
      }
      String message = state.getWaiting().getMessage();
      return Optional.of(
          new PodHealth(
              reason + (message == null ? "" : ": " + message) + exit(container),
              HOPELESS.contains(reason)));
    }
    if (state.getTerminated() != null) {
      return Optional.of(
          new PodHealth("its container ended with " + end(state.getTerminated()), false));
    }
    return Optional.empty();
  }

  private static String exit(ContainerStatus container) {
    ContainerState last = container.getLastState();
    return last == null || last.getTerminated() == null
        ? ""
        : "; it ended before with " + end(last.getTerminated());
  }

  private static String end(ContainerStateTerminated end) {
    String reason = end.getReason();
    return "exit code "
        + end.getExitCode()
        + (reason == null || reason.equals("Error") ? "" : " (" + reason + ")");
  }

  private static String phase(Pod pod) {
    return runs(pod)
        ? "it runs, but does not serve yet"
        : "phase " + (pod.getStatus() == null ? "unknown" : pod.getStatus().getPhase());
  }

  /** Whether a container of it runs, ready or not. */
  public static boolean runs(Pod pod) {
    return containers(pod).stream()
        .anyMatch(
            container -> container.getState() != null && container.getState().getRunning() != null);
  }

  /** The container of it that ended last, other than by order; empty if none did. */
  public static Optional<String> ended(Pod pod) {
    return containers(pod).stream()
        .flatMap(container -> Stream.of(container.getState(), container.getLastState()))
        .filter(state -> state != null && state.getTerminated() != null)
        .map(ContainerState::getTerminated)
        .filter(end -> end.getExitCode() != 0 && end.getContainerID() != null)
        .map(ContainerStateTerminated::getContainerID)
        .findFirst();
  }

  private static List<PodCondition> conditions(Pod pod) {
    return pod.getStatus() == null || pod.getStatus().getConditions() == null
        ? List.of()
        : pod.getStatus().getConditions();
  }

  private static List<ContainerStatus> containers(Pod pod) {
    return pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null
        ? List.of()
        : pod.getStatus().getContainerStatuses();
  }
}
