package dev.slipway.kubernetes.internal.pods;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The line of a log that says why a server ended, and what it means.
 *
 * @param line the line
 * @param meaning the likely cause and the way out; empty if the line speaks for itself
 * @param hopeless whether waiting can't heal it
 */
public record ErrorLine(String line, String meaning, boolean hopeless) {
  private static final String MIXED_VOLUMES =
      "the broker's volume holds the data of another ZooKeeper ensemble: kept volumes of one kind"
          + " were mixed with new ones of the other; fix: bring ZooKeeper's volume back, or delete"
          + " the cluster by deleteWithVolumes()";
  private static final String OTHER_BROKER =
      "the volume holds the data of a broker of another id; fix: give it its own volume back";

  // Kafka 3.9 words its complaints about meta.properties otherwise than the versions before.
  private static final List<Known> KNOWN =
      List.of(
          new Known("Invalid cluster.id in", MIXED_VOLUMES),
          new Known("InconsistentClusterIdException", MIXED_VOLUMES),
          new Known("Stored node id ", OTHER_BROKER),
          new Known("InconsistentBrokerIdException", OTHER_BROKER),
          new Known(
              "in use by already registered broker",
              "two brokers advertise the same address; fix: expose them one by one, as"
                  + " nodePortPerBroker() does"),
          new Known(
              "org.apache.kafka.common.config.ConfigException", "the broker refuses its settings"),
          new Known("QuorumPeerConfig$ConfigException", "the server refuses its settings"),
          new Known("Invalid config, exiting abnormally", "the server refuses its settings"),
          new Known(
              "Unable to load database on disk",
              "the data on the volume is damaged or of another version"));

  // ZooKeeper's client says it in turn in each of these ways.
  private static final Pattern UNRESOLVED =
      Pattern.compile(
          "java\\.net\\.UnknownHostException: |Unable to resolve address: |/<unresolved>:");
  private static final String OTHER_DOMAIN =
      "this name does not resolve in the pod; fix: if the DNS domain of the Kubernetes cluster is"
          + " another, say KubernetesTarget.clusterDomain(...): /etc/resolv.conf of any pod names"
          + " it behind 'search'";

  private static final Pattern ERROR = Pattern.compile("\\b(FATAL|ERROR|Exception in thread)\\b");

  /** What is known of a line that holds a text: nothing that heals by waiting. */
  private record Known(String text, String meaning) {}

  /** The first line that is known, else the last that is an error or a name that is not known. */
  public static Optional<ErrorLine> in(List<String> log) {
    for (String line : log) {
      for (Known known : KNOWN) {
        if (line.contains(known.text())) {
          return Optional.of(new ErrorLine(line.strip(), known.meaning(), true));
        }
      }
    }
    return log.stream()
        .filter(line -> ERROR.matcher(line).find() || UNRESOLVED.matcher(line).find())
        .reduce((before, last) -> last)
        .map(
            line ->
                new ErrorLine(
                    line.strip(), UNRESOLVED.matcher(line).find() ? OTHER_DOMAIN : "", false));
  }

  @Override
  public String toString() {
    return meaning.isEmpty() ? line : meaning + " (" + line + ")";
  }
}
