package dev.slipway.core.settings;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the name that was probably meant. */
final class NearestName {
  /** How container images mark the environment variables they turn into settings. */
  private static final Pattern ORIGIN =
      Pattern.compile("(kafka[._]cfg|kafka|zookeeper|zoo)[._]", Pattern.CASE_INSENSITIVE);

  private static final Pattern SEPARATORS = Pattern.compile("[._-]+");

  private final SortedMap<String, String> namesByDotted = new TreeMap<>();
  private final Map<String, String> namesByLetters = new HashMap<>();

  NearestName(Collection<String> names) {
    names.stream()
        .sorted()
        .forEach(
            name -> {
              namesByDotted.putIfAbsent(dotted(name), name);
              namesByLetters.putIfAbsent(letters(name), name);
            });
  }

  Optional<String> to(String name) {
    String bare = withoutOrigin(name);
    String sameLetters =
        namesByLetters.getOrDefault(letters(name), namesByLetters.get(letters(bare)));
    return sameLetters != null
        ? Optional.of(sameLetters)
        : fewestEdits(Stream.of(name, bare).distinct().map(NearestName::dotted).toList());
  }

  private Optional<String> fewestEdits(List<String> forms) {
    String nearest = null;
    int fewest = Integer.MAX_VALUE;
    for (String asked : forms) {
      int most = Math.min(mostEdits(asked), fewest - 1);
      // Sorted, so the first of equally near names is always the same.
      for (Map.Entry<String, String> name : namesByDotted.entrySet()) {
        int edits = edits(asked, name.getKey(), most);
        if (edits <= most) {
          nearest = name.getValue();
          fewest = edits;
          most = edits - 1;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** A quarter of the name may be wrong; of a very short one, one letter. */
  private static int mostEdits(String name) {
    return name.length() < 3 ? 0 : Math.max(1, name.length() / 4);
  }

  /**
   * Letters added, dropped, replaced, or swapped with their neighbour (optimal alignment); some
   * number above {@code most} as soon as there are more than that.
   */
  static int edits(String from, String to, int most) {
    if (Math.abs(from.length() - to.length()) > most) {
      return most + 1;
    }
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] current = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      current[j] = j;
    }
    int fewestOfLast = 0;
    for (int i = 1; i <= from.length(); i++) {
      int[] free = beforeLast;
      beforeLast = last;
      last = current;
      current = free;
      // Further than `most` from the diagonal, every cell is above `most`.
      int left = Math.max(1, i - most);
      int right = Math.min(to.length(), i + most);
      current[left - 1] = left == 1 ? i : most + 1;
      int fewest = current[left - 1];
      for (int j = left; j <= right; j++) {
        int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int edits = Math.min(replaced, 1 + Math.min(last[j], current[j - 1]));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          edits = Math.min(edits, beforeLast[j - 2] + 1);
        }
        current[j] = edits;
        fewest = Math.min(fewest, edits);
      }
      if (right < to.length()) {
        current[right + 1] = most + 1;
      }
      if (fewest > most && fewestOfLast > most) { // a swap looks back two rows, no further
        return fewest;
      }
      fewestOfLast = fewest;
    }
    return current[to.length()];
  }

  private static String withoutOrigin(String name) {
    var origin = ORIGIN.matcher(name);
    return origin.lookingAt() ? name.substring(origin.end()) : name;
  }

  private static String letters(String name) {
    return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  private static String dotted(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
