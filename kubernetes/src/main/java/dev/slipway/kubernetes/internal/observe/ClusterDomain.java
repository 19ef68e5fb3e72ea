package dev.slipway.kubernetes.internal.observe;

import dev.slipway.kubernetes.mesh.Visible;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the domain of a cluster's DNS names where CoreDNS serves them and its configuration may be
 * seen: it answers for the zones of its plugin {@code kubernetes}, and for no others.
 *
 * @see <a href="https://coredns.io/plugins/kubernetes/">CoreDNS: plugin kubernetes</a>
 */
final class ClusterDomain {
  /** The domain that a cluster has if nobody chose another. */
  static final String USUAL = "cluster.local";

  private static final String NAMESPACE = "kube-system";
  private static final String CORE_DNS = "coredns";
  private static final String CORE_FILE = "Corefile";
  private static final Pattern PLUGIN =
      Pattern.compile("^[ \\t]*kubernetes[ \\t]+([^{#\\r\\n]+)", Pattern.MULTILINE);
  private static final Pattern ZONE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.?");

  private ClusterDomain() {}

  /** It costs {@code get} of one ConfigMap in {@value #NAMESPACE}; empty if it may not be seen. */
  static Optional<String> read(KubernetesClient client) {
    return Visible.<ConfigMap>of(
            () -> client.configMaps().inNamespace(NAMESPACE).withName(CORE_DNS).get())
        .value()
        .flatMap(map -> Optional.ofNullable(map.getData()))
        .flatMap(data -> Optional.ofNullable(data.get(CORE_FILE)))
        .flatMap(ClusterDomain::of);
  }

  /** The usual domain if it is among the zones, else the first that is not of addresses. */
  static Optional<String> of(String coreFile) {
    Matcher plugin = PLUGIN.matcher(coreFile);
    List<String> zones =
        plugin
            .results()
            .flatMap(found -> Stream.of(found.group(1).strip().split("\\s+")))
            .filter(zone -> ZONE.matcher(zone).matches())
            .map(zone -> zone.endsWith(".") ? zone.substring(0, zone.length() - 1) : zone)
            .filter(zone -> !zone.endsWith(".arpa"))
            .toList();
    return zones.contains(USUAL) ? Optional.of(USUAL) : zones.stream().findFirst();
  }

  /** The domain in the name of a broker's pod below its headless Service. */
  static Optional<String> ofPod(String host, String namespace) {
    String before = "." + Objects.requireNonNull(namespace) + ".svc.";
    int begin = host.indexOf(before);
    return begin < 0 ? Optional.empty() : Optional.of(host.substring(begin + before.length()));
  }
}
