package dev.slipway.core.plan;

import java.util.regex.Pattern;

/** The forms of names that Kubernetes, Kafka and ZooKeeper prescribe. */
final class Syntax {
  /** RFC 1123, as Kubernetes checks it. */
  static final String DNS_LABEL_WORDS =
      "a DNS label: lower-case letters, digits and hyphens, beginning with a letter";

  /** RFC 1123 as Kubernetes checks a namespace, which may begin with a digit. */
  static final String NAMESPACE_WORDS = "a DNS label: lower-case letters, digits and hyphens";

  private static final Pattern DNS_LABEL = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern DNS_SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "[a-zA-Z0-9_]([-a-zA-Z0-9_]{0,61}[a-zA-Z0-9_])?"
              + "(\\.[a-zA-Z0-9_]([-a-zA-Z0-9_]{0,61}[a-zA-Z0-9_])?)*");
  // What ends in a number is an address, not a name (RFC 3696, section 2).
  private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?\\d+");
  private static final Pattern IPV4 =
      Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
  private static final Pattern IPV6_GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
  private static final int IPV6_GROUPS = 8;
  private static final Pattern LABEL_NAME =
      Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)");
  private static final Pattern ENVIRONMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  // As github.com/distribution/reference has it; each character has one place it can match.
  private static final String HOST_PART = "[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?";
  private static final String PATH_PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern IMAGE =
      Pattern.compile(
          ("(?:" + HOST_PART + "(?:\\." + HOST_PART + ")*(?::\\d{1,5})?/)?")
              + (PATH_PART + "(?:/" + PATH_PART + ")*")
              + "(?::\\w[\\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?");
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private Syntax() {}

  static boolean isDnsLabel(String text) {
    return text.length() <= Names.LABEL_LENGTH && DNS_LABEL.matcher(text).matches();
  }

  static boolean isDnsSubdomain(String text) {
    return text.length() <= 253 && DNS_SUBDOMAIN.matcher(text).matches();
  }

  static boolean isNamespace(String text) {
    return text.length() <= Names.LABEL_LENGTH && NAMESPACE.matcher(text).matches();
  }

  /** Whether clients could be told this host; the wildcard addresses mean nothing to them. */
  static boolean isHost(String text) {
    if (text.length() > 253) {
      return false;
    }
    if (text.indexOf(':') >= 0) {
      return isIpv6(text) && text.chars().anyMatch(c -> c != ':' && c != '0' && c != '.');
    }
    return ENDS_IN_NUMBER.matcher(text).matches()
        ? IPV4.matcher(text).matches() && !text.equals("0.0.0.0")
        : HOST_NAME.matcher(text).matches();
  }

  /** RFC 4291: eight groups, of which one run of zeros may be left out; the last two as IPv4. */
  private static boolean isIpv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, true) == IPV6_GROUPS;
    }
    int before = groups(text.substring(0, gap), false);
    int after = groups(text.substring(gap + 2), true);
    return before >= 0 && after >= 0 && before + after < IPV6_GROUPS;
  }

  /** How many groups there are; -1 if one of them is none. */
  private static int groups(String text, boolean last) {
    if (text.isEmpty()) {
      return 0;
    }
    String[] parts = text.split(":", -1);
    int groups = 0;
    for (int i = 0; i < parts.length; i++) {
      if (last && i == parts.length - 1 && IPV4.matcher(parts[i]).matches()) {
        groups += 2;
      } else if (IPV6_GROUP.matcher(parts[i]).matches()) {
        groups++;
      } else {
        return -1;
      }
    }
    return groups;
  }

  static boolean isLabelKey(String key) {
    int slash = key.indexOf('/');
    return (slash < 0 || isDnsSubdomain(key.substring(0, slash)))
        && LABEL_NAME.matcher(key.substring(slash + 1)).matches();
  }

  static boolean isLabelValue(String value) {
    return value.isEmpty() || LABEL_NAME.matcher(value).matches();
  }

  static boolean isEnvironmentName(String name) {
    return ENVIRONMENT.matcher(name).matches();
  }

  static boolean isImage(String reference) {
    return reference.length() <= 512 && IMAGE.matcher(reference).matches();
  }

  static boolean isTopic(String name) {
    return TOPIC.matcher(name).matches() && !name.equals(".") && !name.equals("..");
  }
}
