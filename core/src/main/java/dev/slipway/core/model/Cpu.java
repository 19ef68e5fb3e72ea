package dev.slipway.core.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A share of processors, written as Kubernetes writes it: {@code 2}, {@code 1.5} or {@code 500m}.
 *
 * @param millis thousandths of one processor; at least 1
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-cpu">Kubernetes:
 *     meaning of CPU</a>
 */
public record Cpu(int millis) {
  private static final Pattern MILLIS = Pattern.compile("(\\d{1,8})m");
  private static final Pattern CORES = Pattern.compile("(\\d{1,5})(?:\\.(\\d{1,3}))?");

  /** Refuses less than a thousandth. */
  public Cpu {
    Require.atLeast(1, "cpu in thousandths", millis);
  }

  /**
   * The share that {@code text} writes.
   *
   * @throws IllegalArgumentException if it is none
   */
  @JsonCreator
  public static Cpu of(String text) {
    Matcher millis = MILLIS.matcher(text);
    if (millis.matches()) {
      return new Cpu(Integer.parseInt(millis.group(1)));
    }
    Matcher cores = CORES.matcher(text);
    if (!cores.matches()) {
      throw new IllegalArgumentException(
          "cpu: '" + text + "' (expected: cores or thousandths, as in 2, 1.5 or 500m)");
    }
    String fraction = cores.group(2) == null ? "" : cores.group(2);
    return new Cpu(
        Integer.parseInt(cores.group(1)) * 1_000
            + Integer.parseInt((fraction + "000").substring(0, 3)));
  }

  /** As Kubernetes writes it. */
  @JsonValue
  @Override
  public String toString() {
    return millis % 1_000 == 0 ? Integer.toString(millis / 1_000) : millis + "m";
  }
}
