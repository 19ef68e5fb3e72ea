package dev.slipway.core.plan;

import static dev.slipway.core.plan.Samples.KUBERNETES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.Secrets;
import dev.slipway.core.settings.Setting;
import dev.slipway.core.settings.SettingsCatalog;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is secret is printed by nothing; only the files themselves hold it. */
class SecretsTest {
  private static final String SECRET = "swordfish";

  static Stream<String> passwords() {
    return SettingsCatalog.kafkaBroker().names().stream()
        .filter(
            name -> SettingsCatalog.kafkaBroker().find(name).map(Setting::sensitive).orElse(false));
  }

  @ParameterizedTest
  @MethodSource("passwords")
  void knowsEverySettingThatKafkaHides(String name) {
    assertThat(Secrets.isSecret(name)).isTrue();
    assertThat(Secrets.isSecret("listener.name.external." + name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssl.keyStore.password",
        "ssl.trustStore.password",
        "ssl.quorum.keyStore.password",
        "sasl.oauthbearer.client.secret",
        "my.plugin.apiKey",
        "s3.credentials"
      })
  void knowsWhatOthersHide(String name) {
    assertThat(Secrets.isSecret(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "num.io.threads",
        "tickTime",
        "ssl.keystore.location",
        "delegation.token.max.lifetime.ms"
      })
  void showsWhatIsNone(String name) {
    assertThat(Secrets.isSecret(name)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("passwords")
  void printsNone(String name) {
    ClusterSpec spec =
        Samples.cluster(
            z -> z.servers(3).setting("ssl.keyStore.password", SECRET),
            k ->
                k.brokers(3)
                    .setting(name, SECRET)
                    .setting("my." + name, SECRET)
                    .pod(p -> p.environment("ANYTHING", SECRET)),
            c -> {});
    ClusterPlan plan = Planner.plan(spec, KUBERNETES);

    assertThat(
            List.of(
                spec.toString(),
                plan.toString(),
                plan.describe(),
                plan.servers().toString(),
                plan.brokers().toString(),
                plan.brokers().get(0).config().toString(),
                plan.warnings().toString()))
        .noneMatch(text -> text.contains(SECRET));
    assertThat(plan.brokers().get(0).config().render()).contains(SECRET);
  }

  @Test
  void printsNoneInAProblem() {
    ClusterSpec spec =
        Samples.kafka(
            k ->
                k.brokers(3)
                    .setting("controller.quorum.password", SECRET)
                    .setting("unknown.password", SECRET)
                    .topic("t", topic -> topic.setting("my.secret", SECRET)));

    assertThat(Samples.problems(spec))
        .hasSize(3)
        .allSatisfy(
            problem -> {
              assertThat(problem.value()).isEqualTo(Secrets.MASK);
              assertThat(problem.toString()).contains(Secrets.MASK).doesNotContain(SECRET);
            });
  }

  @Test
  void printsNoneOfATarget() {
    ClusterSpec spec = Samples.kafka(k -> k.brokers(1).pod(p -> p.environment("TOKEN", SECRET)));

    assertThat(Samples.problems(spec, Samples.loopback(spec)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.toString()).doesNotContain(SECRET));
  }
}
