package dev.slipway.mesh.istio.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The revisions of a mesh, and the tags that stand for them: pods join by either. Pure.
 *
 * @see <a href="https://istio.io/latest/docs/setup/upgrade/canary/#stable-revision-labels">Istio:
 *     stable revision labels</a>
 */
final class Revisions {
  static final String TAG = "istio.io/tag";

  /** The revision of a control plane that was given none, and the tag of the one that stands in. */
  static final String DEFAULT = "default";

  private final Observed observed;
  private final Map<String, String> tags = new TreeMap<>();

  Revisions(Observed observed) {
    this.observed = observed;
    Stream.of(observed.tags(), observed.injectors())
        .flatMap(seen -> seen.value().stream())
        .flatMap(List::stream)
        .filter(labels -> labels.containsKey(TAG))
        .forEach(
            labels ->
                tags.putIfAbsent(labels.get(TAG), labels.getOrDefault(Marks.REVISION, DEFAULT)));
  }

  /** The revision that a word means: the one that a tag stands for, else the word itself. */
  String meant(String word) {
    return tags.getOrDefault(word, word);
  }

  /** Whether a word could be a tag that may not be seen. */
  boolean mayBeHiddenTag(String word) {
    return !observed.injectors().visible() && !tags.containsKey(word);
  }

  /** The control planes of a revision or of what a tag stands for; all if none was said. */
  List<Observed.ControlPlane> controlPlanes(Optional<String> said) {
    return observed.controlPlanes().value().orElse(List.of()).stream()
        .filter(there -> said.map(this::meant).map(there.revision()::equals).orElse(true))
        .toList();
  }

  /** Revisions and tags that pods can join by, in order. */
  Set<String> known() {
    TreeSet<String> known = new TreeSet<>(tags.keySet());
    observed.injectors().value().orElse(List.of()).stream()
        .map(labels -> labels.getOrDefault(Marks.REVISION, DEFAULT))
        .forEach(known::add);
    return known;
  }
}
