package dev.slipway.core.settings;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a setting must be, as far as its type and the server's own words tell. Words
 * not understood rule nothing out: what is refused here, the server refuses too.
 */
final class ValueRule {
  /** {@code [1,...]}, {@code [1,...,9]}, {@code [1,...,9] or -1}. */
  private static final Pattern RANGE =
      Pattern.compile("\\[(-?[\\d.]+),\\.\\.\\.(?:,(-?[\\d.]+))?](?: or (-?\\d+))?");

  /** {@code [compact, delete]}, {@code (case insensitive) [DISABLED, UPGRADE]}. */
  private static final Pattern CHOICE =
      Pattern.compile("(\\(case insensitive\\) )?\\[([\\w-]+(?:, [\\w-]+)*)]");

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  private final SettingType type;
  private final @Nullable BigDecimal least;
  private final @Nullable BigDecimal most;
  private final @Nullable BigDecimal alsoAllowed;
  private final List<String> choice;
  private final boolean anyCase;

  private ValueRule(SettingType type, Matcher range, Matcher choice) {
    this.type = type;
    boolean ranged = range.matches();
    this.least = ranged ? decimal(range.group(1)) : null;
    this.most = ranged ? decimal(range.group(2)) : null;
    this.alsoAllowed = ranged ? decimal(range.group(3)) : null;
    boolean chosen = choice.matches();
    this.choice = chosen ? List.of(COMMA.split(choice.group(2))) : List.of();
    this.anyCase = chosen && choice.group(1) != null;
  }

  static ValueRule of(Setting setting) {
    String words = setting.validValues().orElse("");
    return new ValueRule(setting.type(), RANGE.matcher(words), CHOICE.matcher(words));
  }

  boolean accepts(@Nullable String value) {
    if (value == null) {
      return false;
    }
    if (value.contains("${")) {
      return true;
    }
    String text = value.trim();
    return switch (type) {
      case BOOLEAN -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
      case SHORT -> whole(text, Short.MIN_VALUE, Short.MAX_VALUE).filter(this::within).isPresent();
      case INT ->
          whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE).filter(this::within).isPresent();
      case LONG -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE).filter(this::within).isPresent();
      case DOUBLE -> acceptsDouble(text);
      case LIST -> text.isEmpty() || Arrays.stream(COMMA.split(text, -1)).allMatch(this::chosen);
      case STRING -> chosen(text);
      case CLASS, PASSWORD -> true;
    };
  }

  /** Such as {@code int >= 1} or {@code one of: none, required}. */
  String expected() {
    return switch (type) {
      case BOOLEAN -> "true or false";
      case LIST -> choice.isEmpty() ? "list" : "list of: " + String.join(", ", choice);
      case STRING -> choice.isEmpty() ? "text" : "one of: " + String.join(", ", choice);
      default -> word() + range();
    };
  }

  private String word() {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private String range() {
    if (least == null) {
      return "";
    }
    String range = most == null ? " >= " + least : " from " + least + " to " + most;
    return alsoAllowed == null ? range : range + ", or " + alsoAllowed;
  }

  private boolean acceptsDouble(String text) {
    try {
      double number = Double.parseDouble(text);
      return !Double.isFinite(number) || within(BigDecimal.valueOf(number));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static Optional<BigDecimal> whole(String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      return number < least || number > most
          ? Optional.empty()
          : Optional.of(BigDecimal.valueOf(number));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean within(BigDecimal number) {
    return (alsoAllowed != null && number.compareTo(alsoAllowed) == 0)
        || ((least == null || number.compareTo(least) >= 0)
            && (most == null || number.compareTo(most) <= 0));
  }

  private boolean chosen(String text) {
    return choice.isEmpty()
        || (anyCase ? choice.stream().anyMatch(text::equalsIgnoreCase) : choice.contains(text));
  }

  private static @Nullable BigDecimal decimal(@Nullable String number) {
    return number == null ? null : new BigDecimal(number);
  }
}
