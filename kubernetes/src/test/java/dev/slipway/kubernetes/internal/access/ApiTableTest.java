package dev.slipway.kubernetes.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.types.BoundField;
import org.apache.kafka.common.protocol.types.Schema;
import org.apache.kafka.common.protocol.types.TaggedFields;
import org.apache.kafka.common.protocol.types.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApiTableTest {
  private static final Pattern ADDRESS = Pattern.compile("host|port(?!ed)|endpoint|addr|url");

  /** Not offered in the newest version, and why. */
  private static final Map<ApiKeys, String> LIMITED =
      Map.of(
          ApiKeys.FETCH, "addresses behind the records",
          ApiKeys.SHARE_FETCH, "addresses behind the records",
          ApiKeys.SHARE_ACKNOWLEDGE, "goes with ShareFetch",
          ApiKeys.VOTE, "between controllers",
          ApiKeys.BEGIN_QUORUM_EPOCH, "between controllers",
          ApiKeys.END_QUORUM_EPOCH, "between controllers",
          ApiKeys.FETCH_SNAPSHOT, "between controllers",
          ApiKeys.UPDATE_RAFT_VOTER, "between controllers");

  /** Hosts and ports in answers that no client dials as brokers. */
  private static final Set<String> NOT_OF_BROKERS =
      Set.of(
          "DESCRIBE_GROUPS.groups.members.client_host",
          "CONSUMER_GROUP_DESCRIBE.groups.members.client_host",
          "SHARE_GROUP_DESCRIBE.groups.members.client_host",
          "STREAMS_GROUP_DESCRIBE.groups.members.client_host",
          "STREAMS_GROUP_DESCRIBE.groups.members.user_endpoint.host",
          "STREAMS_GROUP_DESCRIBE.groups.members.user_endpoint.port",
          "STREAMS_GROUP_HEARTBEAT.endpoint_information_epoch",
          "STREAMS_GROUP_HEARTBEAT.partitions_by_user_endpoint.user_endpoint.host",
          "STREAMS_GROUP_HEARTBEAT.partitions_by_user_endpoint.user_endpoint.port",
          "DESCRIBE_ACLS.resources.acls.host",
          "DELETE_ACLS.filter_results.matching_acls.host",
          // Shown by the admin client, which does not dial controllers it learned this way.
          "DESCRIBE_QUORUM.nodes.listeners.host",
          "DESCRIBE_QUORUM.nodes.listeners.port");

  /** What the rewriting looks for. */
  private static final Set<String> REWRITTEN =
      Set.of(
          "METADATA.brokers.host",
          "METADATA.brokers.port",
          "FIND_COORDINATOR.host",
          "FIND_COORDINATOR.port",
          "FIND_COORDINATOR.coordinators.host",
          "FIND_COORDINATOR.coordinators.port",
          "DESCRIBE_CLUSTER.endpoint_type",
          "DESCRIBE_CLUSTER.brokers.host",
          "DESCRIBE_CLUSTER.brokers.port",
          "PRODUCE.node_endpoints.host",
          "PRODUCE.node_endpoints.port");

  @ParameterizedTest
  @EnumSource
  void noAnswerThatIsForwardedTellsTheAddressOfABroker(ApiKeys api) {
    for (short version = api.messageType.lowestSupportedVersion();
        version <= api.messageType.highestSupportedVersion(true);
        version++) {
      if (!ApiTable.forwards(api.id, version)) {
        continue;
      }
      boolean rewritten = Answers.rewrites(api.id, version);
      assertThat(addresses(api.name(), api.messageType.responseSchemas()[version]))
          .as("%s version %d", api, version)
          .allMatch(
              path -> NOT_OF_BROKERS.contains(path) || (rewritten && REWRITTEN.contains(path)));
    }
  }

  @Test
  void findsTheAddressesThatAreRewritten() {
    assertThat(
            Arrays.stream(ApiKeys.values())
                .flatMap(
                    api ->
                        Arrays.stream(api.messageType.responseSchemas())
                            .filter(Objects::nonNull)
                            .flatMap(schema -> addresses(api.name(), schema).stream())))
        .containsAll(REWRITTEN);
  }

  @ParameterizedTest
  @EnumSource
  void everyVersionHasBeenLookedAt(ApiKeys api) {
    short highest = api.messageType.highestSupportedVersion(true);

    assertThat(highest <= ApiTable.highest(api.id) || LIMITED.containsKey(api))
        .as(
            "%s has a version %d: does its answer tell addresses of brokers? (table: %d)",
            api, highest, ApiTable.highest(api.id))
        .isTrue();
  }

  @Test
  void hidesWhatIsNotKnown() {
    assertThat(Stream.of(-1, 95, 1_000, 32_767))
        .allMatch(key -> ApiTable.highest(key.shortValue()) == ApiTable.HIDDEN)
        .noneMatch(key -> ApiTable.forwards(key.shortValue(), (short) 0));
    assertThat(ApiTable.forwards(ApiTable.METADATA, (short) -1)).isFalse();
  }

  @Test
  void offersWhatClientsAtLeastNeed() {
    // The newest clients refuse a broker that does not offer the lowest version they know.
    for (ApiKeys api : ApiKeys.values()) {
      if (ApiTable.highest(api.id) != ApiTable.HIDDEN && !api.messageType.listeners().isEmpty()) {
        assertThat(ApiTable.forwards(api.id, api.messageType.lowestSupportedVersion()))
            .as(api.name())
            .isEqualTo(api != ApiKeys.SASL_HANDSHAKE);
      }
    }
  }

  private static List<String> addresses(String path, Schema schema) {
    List<String> found = new ArrayList<>();
    for (BoundField field : schema.fields()) {
      collect(path, field.def.name, field.def.type, found);
    }
    return found;
  }

  private static void collect(String path, String name, Type type, List<String> found) {
    String here = path + "." + name;
    if (type.isArray()) {
      collect(path, name, type.arrayElementType().orElseThrow(), found);
    } else if (type instanceof Schema schema) {
      found.addAll(addresses(here, schema));
    } else if (type instanceof TaggedFields tags) {
      RandomMessages.fields(tags)
          .values()
          .forEach(field -> collect(path, field.name, field.type, found));
    } else if (ADDRESS.matcher(name.toLowerCase(Locale.ROOT)).find()) {
      found.add(here);
    }
  }
}
