package dev.slipway.kubernetes.internal.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.types.Schema;
import org.apache.kafka.common.protocol.types.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestTest {

  @ParameterizedTest
  @EnumSource
  void readsTheHeadOfEveryVersion(ApiKeys api) throws Exception {
    for (short version = api.messageType.lowestSupportedVersion();
        version <= api.messageType.highestSupportedVersion(true);
        version++) {
      for (long seed = 0; seed < 50 && ApiTable.forwards(api.id, version); seed++) {
        Struct body = new RandomMessages(seed).struct(api.messageType.requestSchemas()[version]);
        short acks = (short) (seed % 3 - 1);
        if (api == ApiKeys.PRODUCE) {
          body.set("acks", acks);
        }
        byte[] bytes = bytes(api, version, (int) seed, body);

        Request request = Request.next(inlet(bytes));

        assertThat(request)
            .as("seed %d", seed)
            .isEqualTo(
                new Request(
                    bytes.length - 4,
                    api.id,
                    version,
                    (int) seed,
                    api != ApiKeys.PRODUCE || acks != 0));
      }
    }
  }

  @Test
  void makesTheBrokerAnswerAnApiVersionsRequestOfTheFuture() throws Exception {
    byte[] bytes = {0, 0, 0, 9, 0, 18, 0, 77, 0, 0, 0, 5, 1};
    Inlet inlet = inlet(bytes);

    Request request = Request.next(inlet);

    assertThat(request).isEqualTo(new Request(9, (short) 18, Short.MAX_VALUE, 5, true));
    assertThat(inlet.take(13))
        .isEqualTo(new byte[] {0, 0, 0, 9, 0, 18, 127, (byte) 255, 0, 0, 0, 5, 1});
  }

  @Test
  void refusesWhatIsNotOffered() {
    assertThatThrownBy(() -> Request.next(inlet(0, 0, 0, 9, 0, 1, 0, 16, 0, 0, 0, 5, 1)))
        .isInstanceOf(BrokenFrameException.class)
        .hasMessage("request: api key 1 version 16 (expected: what was offered)");
    assertThatThrownBy(() -> Request.next(inlet(0, 0, 0, 9, 0, 78, 0, 1, 0, 0, 0, 5, 1)))
        .isInstanceOf(BrokenFrameException.class);
  }

  @Test
  void refusesWhatIsNoRequest() {
    // An HTTP request is one of an api key that there is not.
    assertThatThrownBy(() -> Request.next(inlet("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8))))
        .isInstanceOf(BrokenFrameException.class);
    assertThatThrownBy(() -> Request.next(inlet(0, 0, 0, 7, 0, 1, 0, 16, 0, 0, 0)))
        .isInstanceOf(BrokenFrameException.class)
        .hasMessage("request: 7 bytes (expected: 8 and more)");
    assertThatThrownBy(() -> Request.next(inlet(-1, 0, 0, 7, 0, 1, 0, 16, 0, 0, 0)))
        .isInstanceOf(BrokenFrameException.class);
    assertThatThrownBy(() -> Request.next(inlet(0, 0, 0, 9, 0, 3)))
        .isInstanceOf(EOFException.class);
  }

  private static byte[] bytes(ApiKeys api, short version, int correlationId, Struct body) {
    Schema schema = RequestHeaderData.SCHEMAS[api.requestHeaderVersion(version)];
    Struct header = new RandomMessages(correlationId).struct(schema);
    header
        .set("request_api_key", api.id)
        .set("request_api_version", version)
        .set("correlation_id", correlationId);
    int size = header.sizeOf() + body.sizeOf();
    ByteBuffer buffer = ByteBuffer.allocate(4 + size).putInt(size);
    header.writeTo(buffer);
    body.writeTo(buffer);
    return buffer.array();
  }

  private static Inlet inlet(int... bytes) {
    byte[] array = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      array[i] = (byte) bytes[i];
    }
    return inlet(array);
  }

  /** Gives one byte at a time. */
  private static Inlet inlet(byte[] bytes) {
    return new Inlet(
        Channels.newChannel(
            new ByteArrayInputStream(bytes) {
              @Override
              public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
              }

              @Override
              public void close() throws IOException {
                super.close();
              }
            }));
  }
}
