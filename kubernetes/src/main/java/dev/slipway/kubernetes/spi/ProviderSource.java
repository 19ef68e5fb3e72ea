package dev.slipway.kubernetes.spi;

import dev.slipway.core.facts.ServedKind;
import dev.slipway.core.json.SpecJson;
import dev.slipway.core.loading.ContextLoader;
import dev.slipway.core.loading.ProviderSearch;
import dev.slipway.core.model.ExposureSpec;
import dev.slipway.core.model.MeshSpec;
import dev.slipway.core.problem.MissingProviderException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The renderers that a class loader provides.
 *
 * <p>Immutable and safe for use by many threads. Making one costs a look over the class path: make
 * it once.
 */
public final class ProviderSource {
  private static final String OWN_PACKAGES = "dev.slipway.";

  private final Map<Class<?>, ExposureRenderer<?>> exposures = new LinkedHashMap<>();
  private final Map<Class<?>, MeshRenderer<?>> meshes = new LinkedHashMap<>();
  private final SpecJson json;
  private final KubernetesSerialization serialization =
      ContextLoader.seeing(KubernetesSerialization.class, KubernetesSerialization::new);

  private ProviderSource(ClassLoader loader) {
    for (ExposureRenderer<?> found : ProviderSearch.in(loader, ExposureRenderer.class).all()) {
      add(exposures, found.specType(), found);
    }
    for (MeshRenderer<?> found : ProviderSearch.in(loader, MeshRenderer.class).all()) {
      add(meshes, found.specType(), found);
    }
    this.json = SpecJson.of(loader);
  }

  /**
   * With the renderers, and the kinds in JSON, that this class loader provides, or Slipway's own if
   * it knows another copy of Slipway or none.
   *
   * @throws IllegalStateException if two providers claim one class or one kind
   */
  public static ProviderSource of(ClassLoader loader) {
    return new ProviderSource(loader);
  }

  /** Writes and reads specifications with the kinds of the same class loader. */
  public SpecJson json() {
    return json;
  }

  /** Copies objects and writes them; made once, since it learns every class it meets. */
  public KubernetesSerialization serialization() {
    return serialization;
  }

  /**
   * The renderer of an exposure.
   *
   * @throws MissingProviderException if there is none; it names the artifact to add
   */
  public ExposureRenderer<?> of(ExposureSpec exposure) {
    return find(exposures, exposure, "a renderer of the exposure '" + exposure.kind() + "'");
  }

  /**
   * The renderer of a mesh.
   *
   * @throws MissingProviderException if there is none; it names the artifact to add
   */
  public MeshRenderer<?> of(MeshSpec mesh) {
    return find(meshes, mesh, "a renderer of the mesh '" + mesh.kind() + "'");
  }

  /** The kinds of object that any of the meshes can be rendered with. */
  public Stream<ServedKind> meshKinds() {
    return meshes.values().stream().flatMap(MeshRenderer::kinds);
  }

  private static <R> void add(Map<Class<?>, R> renderers, Class<?> type, R found) {
    R other = renderers.putIfAbsent(type, found);
    if (other != null) {
      throw new IllegalStateException(
          "renderer of %s: provided by %s and by %s (expected: one provider for a class)"
              .formatted(type.getName(), other.getClass().getName(), found.getClass().getName()));
    }
  }

  private static <R> R find(Map<Class<?>, R> renderers, Object spec, String asked) {
    R exact = renderers.get(spec.getClass());
    if (exact != null) {
      return exact;
    }
    // The value's class may be a hidden subclass of the one that its renderer names.
    return renderers.entrySet().stream()
        .filter(entry -> entry.getKey().isInstance(spec))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new MissingProviderException(asked, artifact(spec.getClass())));
  }

  /** Slipway's artifacts are named by their packages; of others the class is all that is known. */
  private static String artifact(Class<?> type) {
    String name = type.getPackageName();
    return name.startsWith(OWN_PACKAGES)
        ? "dev.slipway:slipway-" + name.substring(OWN_PACKAGES.length()).replace('.', '-')
        : "that renders " + type.getName() + " for Kubernetes";
  }
}
