package dev.slipway.verify;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.PortPlan;
import dev.slipway.core.probe.Access;
import dev.slipway.core.probe.Plaintext;
import dev.slipway.core.probe.Plaintext.Met;
import dev.slipway.core.probe.ProbeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a mesh keeps out who speaks no mutual TLS: at each port for members only, every node must
 * refuse a stranger in plaintext.
 */
final class PlaintextProbe {
  static final String NAME = "plaintext";

  private static final Set<Met> LET_IN = Set.of(Met.ANSWERED, Met.HELD_OPEN);

  private final ClusterPlan plan;
  private final Access access;

  PlaintextProbe(ClusterPlan plan, Access access) {
    this.plan = plan;
    this.access = access;
  }

  List<ProbeResult> run(Deadline deadline) {
    long begin = System.nanoTime();
    List<Plaintext> attempts = access.plaintext(deadline.left());
    return results(plan.name(), attempts, BrokerProbes.since(begin));
  }

  /** One for each port of each workload; one in all if nobody tried at all. */
  static List<ProbeResult> results(String cluster, List<Plaintext> attempts, Duration took) {
    if (attempts.stream().allMatch(attempt -> attempt.met() == Met.UNKNOWN)) {
      return List.of(
          ProbeResult.inconclusive(
              NAME,
              cluster,
              took,
              "no port was tried from outside the mesh",
              "refused at every port for members",
              attempts.isEmpty() ? "nobody can try from here" : attempts.get(0).detail()));
    }
    Map<Place, List<Plaintext>> places =
        attempts.stream()
            .collect(
                Collectors.groupingBy(
                    attempt -> new Place(attempt.workload(), attempt.port()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<ProbeResult> results = new ArrayList<>();
    places.forEach((place, met) -> results.add(result(place.toString(), met, took)));
    return results;
  }

  private static ProbeResult result(String place, List<Plaintext> attempts, Duration took) {
    String seen =
        attempts.stream()
            .collect(Collectors.groupingBy(Plaintext::met, Collectors.counting()))
            .entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .map(met -> words(met.getKey()) + " at " + met.getValue() + " of " + attempts.size())
            .collect(Collectors.joining(", "));
    String expected = "refused at " + attempts.size() + " of " + attempts.size();
    List<String> open =
        attempts.stream()
            .filter(attempt -> LET_IN.contains(attempt.met()))
            .map(Plaintext::node)
            .toList();
    if (!open.isEmpty()) {
      return ProbeResult.failed(
          NAME,
          place,
          took,
          seen,
          expected,
          open
              + " let in who is not in the mesh: their pods have no proxy, or the mesh does not"
              + " insist on mutual TLS there");
    }
    return attempts.stream()
        .filter(attempt -> attempt.met() == Met.UNKNOWN)
        .findFirst()
        .map(
            unknown ->
                ProbeResult.inconclusive(
                    NAME, place, took, seen, expected, unknown.node() + ": " + unknown.detail()))
        // Who got no connection at all was not let in either.
        .orElseGet(() -> ProbeResult.passed(NAME, place, took, seen));
  }

  private static String words(Met met) {
    return met.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private record Place(String workload, PortPlan port) {
    @Override
    public String toString() {
      return workload + " " + port.name() + " " + port.number();
    }
  }
}
