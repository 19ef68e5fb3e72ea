package dev.slipway.core.plan;

import dev.slipway.core.facts.LoopbackFacts;
import dev.slipway.core.problem.ProblemCode;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Settings with which brokers would refuse each other, their servers or Slipway: nothing starts
 * then, and nothing says so before every limit has passed.
 */
final class LockoutChecks {
  private static final String AUTHORIZER = "authorizer.class.name";
  private static final String ACL_AUTHORIZER = "kafka.security.authorizer.AclAuthorizer";
  private static final String STANDARD_AUTHORIZER =
      "org.apache.kafka.metadata.authorizer.StandardAuthorizer";
  private static final String SUPER_USERS = "super.users";
  private static final String ALLOW_EVERYONE = "allow.everyone.if.no.acl.found";
  // Who comes by a listener that neither encrypts nor asks who it is, as all of Slipway's are.
  private static final String WHO_BROKERS_ARE = "User:ANONYMOUS";
  private static final String FOUR_LETTER_WORDS = "4lw.commands.whitelist";
  private static final Set<String> MOST_CONNECTIONS =
      Set.of("max.connections", "max.connections.per.ip");
  // A client's, and one of Slipway's own.
  private static final int CONNECTIONS_OF_CLIENTS = 2;

  private final Inputs inputs;
  private final Map<String, String> kafka;
  private final ProblemList problems;

  private LockoutChecks(Inputs inputs, ProblemList problems) {
    this.inputs = inputs;
    this.kafka = new TreeMap<>(inputs.spec().kafka().settings());
    this.problems = problems;
  }

  static void run(Inputs inputs, ProblemList problems) {
    LockoutChecks checks = new LockoutChecks(inputs, problems);
    checks.authorizer();
    checks.connections();
    inputs
        .zookeeper()
        .ifPresent(
            zookeeper -> {
              checks.encryptionToServers();
              checks.servers(zookeeper.settings());
            });
  }

  private void authorizer() {
    String authorizer = value(kafka, AUTHORIZER);
    if (authorizer.equals(STANDARD_AUTHORIZER)) {
      lockedOut(
          AUTHORIZER,
          authorizer,
          "one that reads its rules from ZooKeeper: this one waits for a controller of KRaft",
          "say " + ACL_AUTHORIZER);
    } else if (authorizer.equals(ACL_AUTHORIZER)
        && value(kafka, "principal.builder.class").isEmpty()
        && !value(kafka, ALLOW_EVERYONE).equalsIgnoreCase("true")
        && Arrays.stream(value(kafka, SUPER_USERS).split(";", -1))
            .map(String::strip)
            .noneMatch(WHO_BROKERS_ARE::equals)) {
      lockedOut(
          AUTHORIZER,
          authorizer,
          WHO_BROKERS_ARE
              + " among "
              + SUPER_USERS
              + ": that is who brokers and Slipway are, for no listener asks",
          "say setting(\"%s\", \"%s\") or setting(\"%s\", \"true\")"
              .formatted(SUPER_USERS, WHO_BROKERS_ARE, ALLOW_EVERYONE));
    }
  }

  private void connections() {
    // One from every other broker, one from the controller, which may be any of them.
    int least = inputs.brokers() + CONNECTIONS_OF_CLIENTS;
    kafka.forEach(
        (key, value) -> {
          String ofAny =
              key.startsWith("listener.name.") ? key.replaceAll("^.*[.]max", "max") : key;
          boolean together =
              ofAny.equals("max.connections") || inputs.facts() instanceof LoopbackFacts;
          OptionalLong most = number(value);
          if (MOST_CONNECTIONS.contains(ofAny)
              && together
              && most.isPresent()
              && most.getAsLong() < least) {
            lockedOut(
                key,
                value,
                ">= " + least + ": each other broker, the controller, a client and Slipway connect",
                "say at least " + least + ", or leave it out");
          }
          if (ofAny.equals("max.connection.creation.rate")
              && most.isPresent()
              && most.getAsLong() == 0) {
            lockedOut(key, value, ">= 1, or nobody may ever connect", "leave it out");
          }
        });
  }

  private void encryptionToServers() {
    String encrypts = value(kafka, "zookeeper.ssl.client.enable");
    if (encrypts.equalsIgnoreCase("true")) {
      lockedOut(
          "zookeeper.ssl.client.enable",
          encrypts,
          "false, since the servers that are launched do not encrypt at their client port",
          "leave it out, use a mesh, or use existing(...) servers that encrypt");
    }
  }

  private void servers(Map<String, String> settings) {
    Optional.ofNullable(settings.get(FOUR_LETTER_WORDS))
        .filter(words -> !words.contains("${"))
        .filter(
            words ->
                Arrays.stream(words.split(",", -1))
                    .map(String::strip)
                    .noneMatch(word -> word.equals("srvr") || word.equals("*")))
        .ifPresent(
            words ->
                problems.error(
                    ProblemCode.SETTING_LOCKS_OUT,
                    "zookeeper.settings[" + FOUR_LETTER_WORDS + "]",
                    words,
                    "srvr among them, by which it is told whether a server serves",
                    "add srvr, or leave it out"));
    if (!(inputs.facts() instanceof LoopbackFacts)) {
      // Pods have addresses of their own, and can be given a login by their environment.
      return;
    }
    int least = inputs.brokers() + CONNECTIONS_OF_CLIENTS;
    OptionalLong most = number(value(settings, "maxClientCnxns"));
    if (most.isPresent() && most.getAsLong() > 0 && most.getAsLong() < least) {
      problems.error(
          ProblemCode.SETTING_LOCKS_OUT,
          "zookeeper.settings[maxClientCnxns]",
          most.getAsLong(),
          "0 or >= " + least + ": all brokers connect from one address",
          "say at least " + least + ", or leave it out");
    }
    for (String key : new String[] {"enforce.auth.enabled", "sessionRequireClientSASLAuth"}) {
      if (value(settings, key).equalsIgnoreCase("true")) {
        problems.error(
            ProblemCode.SETTING_LOCKS_OUT,
            "zookeeper.settings[" + key + "]",
            "true",
            "false, since the target " + inputs.facts().target() + " gives brokers no login",
            "leave it out");
      }
    }
  }

  private void lockedOut(String key, String value, String expectation, String fix) {
    problems.error(
        ProblemCode.SETTING_LOCKS_OUT, "kafka.settings[" + key + "]", value, expectation, fix);
  }

  private static String value(Map<String, String> settings, String key) {
    return Optional.ofNullable(settings.get(key)).orElse("").strip();
  }

  /** Empty where the value is no number, which other checks report. */
  private static OptionalLong number(String value) {
    try {
      return OptionalLong.of(Long.parseLong(value.strip()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
