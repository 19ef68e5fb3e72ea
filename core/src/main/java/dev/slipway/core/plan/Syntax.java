package dev.slipway.core.plan;

import java.util.regex.Pattern;

/** The forms of names that Kubernetes, Kafka and ZooKeeper prescribe. */
final class Syntax {
  /** RFC 1123, as Kubernetes checks it. */
  static final String DNS_LABEL_WORDS =
      "a DNS label: lower-case letters, digits and hyphens, beginning with a letter";

  private static final Pattern DNS_LABEL = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern DNS_SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "[a-zA-Z0-9_]([-a-zA-Z0-9_]*[a-zA-Z0-9_])?(\\.[a-zA-Z0-9_]([-a-zA-Z0-9_]*[a-zA-Z0-9_])?)*");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern LABEL_NAME =
      Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)");
  private static final Pattern ENVIRONMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern IMAGE =
      Pattern.compile(
          "[a-z0-9]+([._-]+[a-z0-9]+)*(\\.[a-z0-9-]+)*(:\\d+)?"
              + "(/[a-z0-9]+([._]|__|-+[a-z0-9]+|[._][a-z0-9]+|[a-z0-9])*)*"
              + "(:[\\w][\\w.-]{0,127})?(@sha256:[0-9a-f]{64})?");
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private Syntax() {}

  static boolean isDnsLabel(String text) {
    return text.length() <= Names.LABEL_LENGTH && DNS_LABEL.matcher(text).matches();
  }

  static boolean isDnsSubdomain(String text) {
    return text.length() <= 253 && DNS_SUBDOMAIN.matcher(text).matches();
  }

  /** Whether clients could be told this host; the wildcard addresses mean nothing to them. */
  static boolean isHost(String text) {
    if (text.length() > 253 || text.equals("0.0.0.0") || text.equals("::")) {
      return false;
    }
    return HOST_NAME.matcher(text).matches() || IPV6.matcher(text).matches();
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
