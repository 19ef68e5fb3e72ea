package dev.slipway.core.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory or disk.
 *
 * <p>Written as Kubernetes writes it: {@code 512Mi}, {@code 2Gi}, {@code 10G}, or a plain number of
 * bytes.
 *
 * @param bytes how many bytes; at least 1
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Kubernetes:
 *     Quantity</a>
 */
public record DataSize(long bytes) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P)?");

  /** Refuses less than one byte. */
  public DataSize {
    if (bytes < 1) {
      throw new IllegalArgumentException("size: " + bytes + " bytes (expected: >= 1)");
    }
  }

  /**
   * The size that {@code text} writes.
   *
   * @throws IllegalArgumentException if it is no size
   */
  @JsonCreator
  public static DataSize of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "size: '"
              + text
              + "' (expected: a number with Ki, Mi, Gi, Ti, Pi, k, M, G, T or P, as in 2Gi)");
    }
    long factor = form.group(2) == null ? 1 : Unit.valueOf(form.group(2)).bytes;
    try {
      return new DataSize(Math.multiplyExact(Long.parseLong(form.group(1)), factor));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("size: '" + text + "' (expected: < 8Ei)", e);
    }
  }

  /** So many mebibytes (2^20 bytes). */
  public static DataSize mebibytes(long count) {
    return new DataSize(Math.multiplyExact(count, 1L << 20));
  }

  /** So many gibibytes (2^30 bytes). */
  public static DataSize gibibytes(long count) {
    return new DataSize(Math.multiplyExact(count, 1L << 30));
  }

  /** As Kubernetes writes it, in the unit that leaves the smallest whole number. */
  @JsonValue
  @Override
  public String toString() {
    long count = bytes;
    String suffix = "";
    for (Unit unit : Unit.values()) {
      if (bytes % unit.bytes == 0 && bytes / unit.bytes < count) {
        count = bytes / unit.bytes;
        suffix = unit.name();
      }
    }
    return count + suffix;
  }

  // Named as Kubernetes writes them.
  private enum Unit {
    Ki(1L << 10),
    Mi(1L << 20),
    Gi(1L << 30),
    Ti(1L << 40),
    Pi(1L << 50),
    k(1_000L),
    M(1_000_000L),
    G(1_000_000_000L),
    T(1_000_000_000_000L),
    P(1_000_000_000_000_000L);

    private final long bytes;

    Unit(long bytes) {
      this.bytes = bytes;
    }
  }
}
