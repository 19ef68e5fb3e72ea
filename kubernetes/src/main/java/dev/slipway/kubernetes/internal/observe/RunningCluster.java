package dev.slipway.kubernetes.internal.observe;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.kubernetes.internal.session.Ownership;
import dev.slipway.kubernetes.spi.ProviderSource;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.StringReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a cluster that is there says of itself.
 *
 * @param spec what was deployed last
 * @param advertised the brokers' setting {@code advertised.listeners}, by broker
 */
record RunningCluster(Optional<ClusterSpec> spec, Map<String, String> advertised) {
  private static final String SETTING = "advertised.listeners";
  private static final String FILE = ".properties";
  private static final Pattern CLIENT = Pattern.compile("CLIENT://([^:,]+):");

  /**
   * Reads it from the configuration of the brokers; where that may not be seen, the deployment ends
   * at the review of rights.
   */
  static RunningCluster read(KubernetesClient client, ProviderSource providers, ClusterSpec spec) {
    String namespace = spec.namespaces().kafka();
    List<HasMetadata> found = new ArrayList<>();
    try {
      Map<String, String> own = Ownership.selector(spec.name());
      found.addAll(client.configMaps().inNamespace(namespace).withLabels(own).list().getItems());
      if (!found.isEmpty() && advertised(found).isEmpty()) {
        // A setting that is a secret takes the whole configuration with it.
        found.addAll(client.secrets().inNamespace(namespace).withLabels(own).list().getItems());
      }
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
    }
    return new RunningCluster(
        DeployedSpec.of(
            spec.name(),
            found.stream().filter(ConfigMap.class::isInstance).map(ConfigMap.class::cast),
            providers),
        advertised(found));
  }

  private static Map<String, String> advertised(List<HasMetadata> found) {
    Map<String, String> advertised = new TreeMap<>();
    for (HasMetadata object : found) {
      files(object)
          .forEach(
              (name, text) ->
                  setting(text)
                      .ifPresent(
                          value ->
                              advertised.put(
                                  name.substring(0, name.length() - FILE.length()), value)));
    }
    return advertised;
  }

  private static Map<String, String> files(HasMetadata object) {
    Map<String, String> files = new TreeMap<>();
    if (object instanceof ConfigMap map && map.getData() != null) {
      files.putAll(map.getData());
    } else if (object instanceof Secret secret && secret.getData() != null) {
      secret
          .getData()
          .forEach(
              (name, text) ->
                  files.put(
                      name, new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8)));
    }
    files.keySet().removeIf(name -> !name.endsWith(FILE));
    return files;
  }

  private static Optional<String> setting(String file) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(file));
    } catch (IOException | IllegalArgumentException mangledBySomebody) {
      return Optional.empty();
    }
    return Optional.ofNullable(properties.getProperty(SETTING));
  }

  /** The domain of the DNS names that the brokers were given. */
  Optional<String> clusterDomain(ClusterSpec of) {
    return advertised.values().stream()
        .map(CLIENT::matcher)
        .filter(Matcher::find)
        .flatMap(found -> ClusterDomain.ofPod(found.group(1), of.namespaces().kafka()).stream())
        .findFirst();
  }
}
