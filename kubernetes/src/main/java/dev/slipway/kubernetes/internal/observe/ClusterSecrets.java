package dev.slipway.kubernetes.internal.observe;

import dev.slipway.kubernetes.render.SecretSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The secrets of a running cluster, each object read once; none that may not be seen. */
public final class ClusterSecrets implements SecretSource {
  private final KubernetesClient client;
  private final Map<String, Optional<Secret>> secrets = new HashMap<>();
  private final Map<String, Optional<StatefulSet>> statefulSets = new HashMap<>();

  public ClusterSecrets(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<Secret> secret(String namespace, String name) {
    return secrets.computeIfAbsent(
        namespace + "/" + name,
        any -> seen(() -> client.secrets().inNamespace(namespace).withName(name).get()));
  }

  @Override
  public Optional<StatefulSet> statefulSet(String namespace, String name) {
    return statefulSets.computeIfAbsent(
        namespace + "/" + name,
        any ->
            seen(() -> client.apps().statefulSets().inNamespace(namespace).withName(name).get()));
  }

  private static <T extends HasMetadata> Optional<T> seen(Supplier<@Nullable T> question) {
    try {
      return Optional.ofNullable(question.get());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
