package dev.slipway.kubernetes.internal.access;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a DNS name may mean to a pod.
 *
 * @param pod a pod of the Service, by name; empty for whichever
 * @param service the Service's name
 * @param namespace its namespace
 */
record InClusterName(Optional<String> pod, String service, String namespace) {
  private static final String SERVICES = "svc";

  /**
   * All it may mean, in the order in which a pod's resolver tries; none if it is no name of a
   * Service.
   *
   * @param from the namespace of the pod
   */
  static List<InClusterName> of(String host, String from) {
    List<String> labels = Arrays.asList(host.split("\\.", -1));
    int end = labels.indexOf(SERVICES);
    if (end == 2 || end == 3) {
      return List.of(within(labels.subList(0, end)));
    }
    if (end >= 0 || labels.get(labels.size() - 1).matches("\\d*") || host.indexOf(':') >= 0) {
      return List.of();
    }
    return switch (labels.size()) {
      case 1 -> List.of(new InClusterName(Optional.empty(), labels.get(0), from));
      case 2 ->
          List.of(
              new InClusterName(Optional.of(labels.get(0)), labels.get(1), from), within(labels));
      case 3 -> List.of(within(labels));
      default -> List.of();
    };
  }

  private static InClusterName within(List<String> labels) {
    int last = labels.size() - 1;
    return new InClusterName(
        last == 2 ? Optional.of(labels.get(0)) : Optional.empty(),
        labels.get(last - 1),
        labels.get(last));
  }
}
