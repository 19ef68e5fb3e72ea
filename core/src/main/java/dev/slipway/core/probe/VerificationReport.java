package dev.slipway.core.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What all probes saw.
 *
 * @param cluster the cluster's name
 * @param results what each probe saw, in the order of the cluster's parts
 * @param notes what was not looked at, and why
 * @param duration how long it took in all
 */
public record VerificationReport(
    String cluster, List<ProbeResult> results, List<String> notes, Duration duration) {
  /** Keeps copies. */
  public VerificationReport {
    results = List.copyOf(results);
    notes = List.copyOf(notes);
  }

  /** Whether there was a probe, and every one saw what was expected. */
  public boolean passed() {
    return !results.isEmpty() && results.stream().allMatch(ProbeResult::passed);
  }

  /** The probes that did not see what was expected. */
  public List<ProbeResult> failures() {
    return results.stream().filter(result -> !result.passed()).toList();
  }

  /**
   * This report, if it {@linkplain #passed() passed}.
   *
   * @throws VerificationException otherwise
   */
  public VerificationReport orThrow() {
    if (!passed()) {
      throw new VerificationException(this);
    }
    return this;
  }

  /** The report for a machine to read. */
  public String toJson() {
    ObjectMapper json = new ObjectMapper();
    ObjectNode report = json.createObjectNode();
    report.put("cluster", cluster);
    report.put("passed", passed());
    report.put("millis", duration.toMillis());
    ArrayNode probes = report.putArray("probes");
    for (ProbeResult result : results) {
      ObjectNode probe = probes.addObject();
      probe.put("probe", result.probe());
      probe.put("subject", result.subject());
      probe.put("passed", result.passed());
      probe.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
      probe.put("millis", result.duration().toMillis());
      probe.put("seen", result.seen());
      if (!result.passed()) {
        probe.put("expected", result.expected());
        probe.put("cause", result.cause());
      }
    }
    notes.forEach(report.putArray("notes")::add);
    try {
      return json.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers was not written as JSON", e);
    }
  }

  /** The report for a person to read. */
  @Override
  public String toString() {
    return "Verification of "
        + cluster
        + ": "
        + (passed()
            ? "passed"
            : failures().size() + " of " + results.size() + " probes did not pass")
        + ", "
        + results.size()
        + " probes in "
        + duration.toMillis()
        + " ms\n"
        + results.stream().map(result -> "  " + result).collect(Collectors.joining("\n"))
        + notes.stream().map(note -> "\n  note  " + note).collect(Collectors.joining());
  }
}
