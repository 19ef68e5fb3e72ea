package dev.slipway.core.plan;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Kafka or ZooKeeper, such as 3.9.2. */
record Version(int major, int minor, int patch) implements Comparable<Version> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?");
  private static final Comparator<Version> ORDER =
      Comparator.comparingInt(Version::major)
          .thenComparingInt(Version::minor)
          .thenComparingInt(Version::patch);

  static Optional<Version> of(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new Version(
                Integer.parseInt(form.group(1)),
                Integer.parseInt(form.group(2)),
                form.group(3) == null ? 0 : Integer.parseInt(form.group(3))))
        : Optional.empty();
  }

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }
}
