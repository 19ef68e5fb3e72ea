package dev.slipway.kubernetes.manifest;

import dev.slipway.core.model.CheckReturnValue;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Changes to rendered objects, for what the sentence can't say.
 *
 * <p>They are part of rendering: the same patches with the same specification give the same
 * objects, so a second deploy keeps them. Whoever attaches to a cluster and deploys it anew brings
 * them along; they are not stored in the cluster.
 *
 * <p>An immutable value: {@link #patch} gives a copy.
 *
 * <pre>{@code
 * Patches.none().patch(
 *     StatefulSet.class,
 *     "kafka-broker",
 *     set -> set.edit().editSpec().editTemplate().editSpec()
 *         .withPriorityClassName("high")
 *         .endSpec().endTemplate().endSpec().build());
 * }</pre>
 */
public final class Patches {
  private static final Patches NONE = new Patches(List.of());

  private final List<Patch<?>> patches;

  private Patches(List<Patch<?>> patches) {
    this.patches = List.copyOf(patches);
  }

  /** No change. */
  public static Patches none() {
    return NONE;
  }

  /**
   * These and one more, which is carried out after them.
   *
   * @param type the class of the object
   * @param name the object's name
   * @param change gives the object as it is to be; it may change its argument. It must be a pure
   *     function, and leave kind, name and namespace as they are.
   */
  @CheckReturnValue
  public <T extends HasMetadata> Patches patch(
      Class<T> type, String name, UnaryOperator<T> change) {
    List<Patch<?>> more = new ArrayList<>(patches);
    more.add(new Patch<>(type, name, change));
    return new Patches(more);
  }

  /**
   * The objects with every change carried out.
   *
   * @param objects the objects; none of them is changed
   * @param copier makes the copies that are changed
   * @throws IllegalArgumentException if a patch meets no object, or one renames its object
   */
  public List<HasMetadata> applyTo(List<HasMetadata> objects, KubernetesSerialization copier) {
    if (patches.isEmpty()) {
      return List.copyOf(objects);
    }
    List<HasMetadata> patched = new ArrayList<>(objects);
    for (Patch<?> patch : patches) {
      boolean met = false;
      for (int i = 0; i < patched.size(); i++) {
        Optional<HasMetadata> changed = patch.of(patched.get(i), copier);
        if (changed.isPresent()) {
          patched.set(i, changed.get());
          met = true;
        }
      }
      if (!met) {
        throw new IllegalArgumentException(
            "patch: "
                + patch.type.getSimpleName()
                + " '"
                + patch.name
                + "' (expected: one of "
                + objects.stream().map(Patches::words).toList()
                + ")");
      }
    }
    return List.copyOf(patched);
  }

  private static String words(HasMetadata object) {
    return object.getKind() + " '" + object.getMetadata().getName() + "'";
  }

  private record Patch<T extends HasMetadata>(Class<T> type, String name, UnaryOperator<T> change) {

    /** The changed object; empty if it is another one that the patch is for. */
    Optional<HasMetadata> of(HasMetadata object, KubernetesSerialization copier) {
      if (!type.isInstance(object) || !object.getMetadata().getName().equals(name)) {
        return Optional.empty();
      }
      T changed = change.apply(type.cast(copier.clone(object)));
      if (changed == null || !identity(changed).equals(identity(object))) {
        throw new IllegalArgumentException(
            "patched "
                + words(object)
                + ": "
                + (changed == null ? "nothing" : identity(changed))
                + " (expected: "
                + identity(object)
                + ", since a patch changes an object and makes no other)");
      }
      return Optional.of(changed);
    }

    private static String identity(HasMetadata object) {
      return object.getApiVersion()
          + " "
          + object.getKind()
          + " "
          + object.getMetadata().getNamespace()
          + "/"
          + object.getMetadata().getName();
    }
  }
}
