package dev.slipway.core.plan;

import static dev.slipway.core.plan.Samples.kafka;
import static dev.slipway.core.plan.Samples.loopback;
import static dev.slipway.core.plan.Samples.problems;
import static dev.slipway.core.plan.Samples.zookeeper;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.model.ClusterSpec;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What lets everybody in is not refused, on either target. */
class LockoutChecksTest {
  private static final String AUTHORIZER = "authorizer.class.name";
  private static final String ACL_AUTHORIZER = "kafka.security.authorizer.AclAuthorizer";

  static Stream<Arguments> open() {
    return Stream.of(
            brokers(Map.of(AUTHORIZER, "")),
            brokers(Map.of(AUTHORIZER, "com.example.Authorizer")),
            brokers(Map.of(AUTHORIZER, ACL_AUTHORIZER, "super.users", "User:a; User:ANONYMOUS")),
            brokers(Map.of(AUTHORIZER, ACL_AUTHORIZER, "allow.everyone.if.no.acl.found", "true")),
            brokers(Map.of(AUTHORIZER, ACL_AUTHORIZER, "principal.builder.class", "com.example.P")),
            brokers(Map.of("max.connections", "5", "max.connections.per.ip", "5")),
            brokers(Map.of("max.connection.creation.rate", "1")),
            servers(Map.of("4lw.commands.whitelist", "*", "maxClientCnxns", "0")),
            servers(Map.of("4lw.commands.whitelist", "ruok, srvr", "maxClientCnxns", "5")))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("open")
  void letsPassWhatLocksNobodyOut(ClusterSpec spec) {
    assertThat(problems(spec)).isEmpty();
    assertThat(problems(spec, loopback(spec))).isEmpty();
  }

  private static Named<ClusterSpec> brokers(Map<String, String> settings) {
    return Named.of(settings.toString(), kafka(k -> k.brokers(3).settings(settings)));
  }

  private static Named<ClusterSpec> servers(Map<String, String> settings) {
    return Named.of(settings.toString(), zookeeper(z -> z.servers(3).settings(settings)));
  }
}
