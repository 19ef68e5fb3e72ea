package dev.slipway.kubernetes.internal.observe;

import dev.slipway.kubernetes.internal.session.Ownership;
import dev.slipway.kubernetes.internal.session.Requests;
import dev.slipway.kubernetes.manifest.ServerVersion;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What of a cluster is there, known by its label and read once, a kind and namespace a request. */
public final class ExistingObjects {
  private final Map<String, HasMetadata> objects = new LinkedHashMap<>();

  private ExistingObjects(Collection<? extends HasMetadata> found) {
    found.forEach(object -> objects.put(Ownership.named(object), object));
  }

  public static ExistingObjects read(
      KubernetesClient client,
      Requests requests,
      ServerVersion version,
      String cluster,
      Collection<String> namespaces) {
    List<Supplier<List<? extends HasMetadata>>> questions = new ArrayList<>();
    for (String namespace : new LinkedHashSet<>(namespaces)) {
      for (Class<? extends HasMetadata> kind : kinds(version)) {
        questions.add(
            () ->
                client
                    .resources(kind)
                    .inNamespace(namespace)
                    .withLabels(Ownership.selector(cluster))
                    .list()
                    .getItems());
      }
    }
    return new ExistingObjects(requests.atOnce(questions).stream().flatMap(List::stream).toList());
  }

  private static List<Class<? extends HasMetadata>> kinds(ServerVersion version) {
    return List.of(
        Service.class,
        ConfigMap.class,
        Secret.class,
        ServiceAccount.class,
        StatefulSet.class,
        PersistentVolumeClaim.class,
        Pod.class,
        version.atLeast(1, 21)
            ? io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget.class
            : io.fabric8.kubernetes.api.model.policy.v1beta1.PodDisruptionBudget.class);
  }

  /** The object of that kind, namespace and name. */
  public Optional<HasMetadata> like(HasMetadata wanted) {
    return Optional.ofNullable(objects.get(Ownership.named(wanted)));
  }

  public <T extends HasMetadata> Stream<T> all(Class<T> kind) {
    return objects.values().stream().filter(kind::isInstance).map(kind::cast);
  }

  /** What can be made anew at any time: neither data nor what runs. */
  public Stream<HasMetadata> light() {
    return objects.values().stream()
        .filter(
            object ->
                !(object instanceof PersistentVolumeClaim)
                    && !(object instanceof Pod)
                    && !(object instanceof StatefulSet));
  }
}
