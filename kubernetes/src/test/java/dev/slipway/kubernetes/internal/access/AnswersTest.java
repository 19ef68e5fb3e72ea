package dev.slipway.kubernetes.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.plan.Endpoint;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.types.BoundField;
import org.apache.kafka.common.protocol.types.Schema;
import org.apache.kafka.common.protocol.types.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnswersTest {
  private static final int ROUNDS = 300;

  private final Map<Integer, Endpoint> told =
      Map.of(
          0, new Endpoint("127.0.0.1", 40_000),
          1, new Endpoint("127.0.0.1", 40_001),
          2, new Endpoint("a-much-longer-host-name-than-before.".repeat(9), 1),
          3, new Endpoint("x", 65_535));
  private final Answers answers = new Answers(new ForwardedAddresses("CLIENT", told));

  record Message(ApiKeys api, short version) {
    Schema schema() {
      return api.messageType.responseSchemas()[version];
    }
  }

  static Stream<Message> rewritten() {
    return Arrays.stream(ApiKeys.values())
        .flatMap(
            api ->
                IntStream.rangeClosed(
                        api.messageType.lowestSupportedVersion(),
                        Math.min(
                            api.messageType.highestSupportedVersion(true),
                            ApiTable.highest(api.id)))
                    .mapToObj(version -> new Message(api, (short) version)))
        .filter(message -> Answers.rewrites(message.api.id, message.version));
  }

  @Test
  void rewritesWhatItSays() {
    assertThat(rewritten().map(Message::api).distinct())
        .containsExactly(
            ApiKeys.PRODUCE,
            ApiKeys.METADATA,
            ApiKeys.FIND_COORDINATOR,
            ApiKeys.API_VERSIONS,
            ApiKeys.DESCRIBE_CLUSTER);
  }

  @ParameterizedTest
  @MethodSource("rewritten")
  void equalsTheAnswerWrittenWithOtherAddresses(Message message) throws Exception {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Struct answer = new RandomMessages(seed).struct(message.schema());

      byte[] rewritten =
          answers.rewrite(message.api.id, message.version, bytes(message, answer, seed));

      byte[] expected = bytes(message, (Struct) replaced(answer), seed);
      assertThat(rewritten).as("seed %d: %s", seed, answer).isEqualTo(expected);
      readByKafka(message, rewritten);
    }
  }

  private static void readByKafka(Message message, byte[] answer) {
    ByteBuffer buffer = ByteBuffer.wrap(answer);
    header(message).read(buffer);
    message.api.messageType.newResponse().read(new ByteBufferAccessor(buffer), message.version);
    assertThat(buffer.remaining()).isZero();
  }

  @ParameterizedTest
  @MethodSource("rewritten")
  void refusesWhatCannotBeRead(Message message) {
    Random random = new Random(1);
    for (long seed = 0; seed < ROUNDS; seed++) {
      byte[] bytes = bytes(message, new RandomMessages(seed).struct(message.schema()), seed);
      byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      rewriteOrRefuse(message, cut);
      for (int i = 0; i < 5; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        rewriteOrRefuse(message, bytes.clone());
      }
    }
  }

  private void rewriteOrRefuse(Message message, byte[] answer) {
    try {
      answers.rewrite(message.api.id, message.version, answer);
    } catch (BrokenFrameException e) {
      assertThat(e).hasMessageContaining("not readable");
    }
  }

  @ParameterizedTest
  @MethodSource("rewritten")
  void readsTheFallbackOfApiVersions(Message message) throws Exception {
    if (message.api != ApiKeys.API_VERSIONS) {
      return;
    }
    Message fallback = new Message(ApiKeys.API_VERSIONS, (short) 0);
    Struct entry = new RandomMessages(0).struct(elementOfApiKeys(fallback.schema()));
    entry.set("api_key", (short) 18).set("min_version", (short) 0).set("max_version", (short) 9);
    Struct answer = new Struct(fallback.schema());
    answer.set("error_code", (short) 35).set("api_keys", new Object[] {entry});

    byte[] rewritten =
        answers.rewrite(ApiTable.API_VERSIONS, message.version, bytes(fallback, answer, 0));

    entry.set("max_version", ApiTable.highest(ApiTable.API_VERSIONS));
    assertThat(rewritten).isEqualTo(bytes(fallback, answer, 0));
  }

  private static Schema elementOfApiKeys(Schema schema) {
    return (Schema) schema.get("api_keys").def.type.arrayElementType().orElseThrow();
  }

  private static Schema header(Message message) {
    return message.api.responseHeaderVersion(message.version) == 0
        ? org.apache.kafka.common.message.ResponseHeaderData.SCHEMA_0
        : org.apache.kafka.common.message.ResponseHeaderData.SCHEMA_1;
  }

  private static byte[] bytes(Message message, Struct answer, long seed) {
    Struct header = new RandomMessages(seed).struct(header(message));
    ByteBuffer buffer = ByteBuffer.allocate(header.sizeOf() + answer.sizeOf());
    header.writeTo(buffer);
    answer.writeTo(buffer);
    return buffer.array();
  }

  /** The same message as the client is to see it, by Kafka's own names. */
  private Object replaced(Object value) {
    if (value instanceof Struct struct) {
      return replacedStruct(struct);
    }
    if (value instanceof NavigableMap<?, ?> tags) {
      NavigableMap<Object, Object> copy = new TreeMap<>();
      tags.forEach((tag, field) -> copy.put(tag, replaced(field)));
      return copy;
    }
    if (value instanceof Object[] values) {
      List<Object> copy = new ArrayList<>();
      for (Object element : values) {
        if (!(element instanceof Struct struct) || offered(struct)) {
          copy.add(replaced(element));
        }
      }
      return copy.toArray();
    }
    return value;
  }

  private Struct replacedStruct(Struct struct) {
    Struct copy = new Struct(struct.schema());
    boolean controllers =
        struct.hasField("endpoint_type") && !struct.get("endpoint_type").equals((byte) 1);
    for (BoundField field : struct.schema().fields()) {
      Object value = struct.get(field);
      copy.set(field, controllers ? value : replaced(value));
    }
    if (struct.hasField("host")) {
      Endpoint endpoint =
          told.get(struct.getInt(struct.hasField("node_id") ? "node_id" : "broker_id"));
      if (endpoint != null) {
        copy.set("host", endpoint.host()).set("port", endpoint.port());
      }
    } else if (struct.hasField("api_key")) {
      short key = struct.getShort("api_key");
      copy.set("min_version", (short) Math.max(struct.getShort("min_version"), lowest(key)));
      copy.set(
          "max_version", (short) Math.min(struct.getShort("max_version"), ApiTable.highest(key)));
    }
    return copy;
  }

  private static int lowest(short key) {
    return key == ApiKeys.SASL_HANDSHAKE.id ? 1 : 0;
  }

  private static boolean offered(Struct struct) {
    if (!struct.hasField("api_key")) {
      return true;
    }
    short key = struct.getShort("api_key");
    return Math.max(struct.getShort("min_version"), lowest(key))
        <= Math.min(struct.getShort("max_version"), ApiTable.highest(key));
  }
}
