package dev.slipway.kubernetes.manifest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a Kubernetes API server, which decides what an object may hold.
 *
 * @param major the major version
 * @param minor the minor version
 */
public record ServerVersion(int major, int minor) implements Comparable<ServerVersion> {
  /** The oldest version that Slipway renders for. */
  public static final ServerVersion OLDEST = new ServerVersion(1, 20);

  /** As servers say it: {@code v1.20.2}, {@code 1.29}, {@code 1.27+} with a vendor's suffix. */
  private static final Pattern FORM = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(?:[.+\\-].*)?");

  /**
   * The version that {@code text} writes.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ServerVersion of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "version of Kubernetes: '" + text + "' (expected: as in 1.20, v1.31.2 or 1.27+)");
    }
    return new ServerVersion(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
  }

  /** Whether it is this version or a later one. */
  public boolean atLeast(int otherMajor, int otherMinor) {
    return compareTo(new ServerVersion(otherMajor, otherMinor)) >= 0;
  }

  @Override
  public int compareTo(ServerVersion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
