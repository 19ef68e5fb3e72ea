package dev.slipway.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FatalSignTest {
  @Test
  void isMemoryThatRanOutWhateverElseIsSaid() {
    OutOfMemoryError error = new OutOfMemoryError("Cannot reserve 5 bytes of direct buffer memory");
    String reason = "ran out of memory: Cannot reserve 5 bytes of direct buffer memory";

    assertThat(FatalSign.in(logged("Error processing append", error))).contains(reason);
    assertThat(FatalSign.in(logged("Error in response", new IOException("fetch", error))))
        .contains(reason);
  }

  /** As the servers' own classes write it, at the end of a thread. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ReplicaFetcher replicaId=1, leaderId=0, fetcherId=0]: Error due to",
        "Uncaught exception in thread 'data-plane-kafka-network-thread-0':",
        "Severe unrecoverable error, from thread : SyncThread:1"
      })
  void isAThreadThatHasDied(String message) {
    assertThat(FatalSign.in(logged(message, new IOException("disk"))))
        .contains("its thread main has died: IOException: disk");
  }

  @Test
  void isNothingThatServersLiveWith() {
    Exception ring = new IOException("a");
    ring.initCause(new IOException("b", ring));

    assertThat(FatalSign.in(logged("Error due to", null))).isEmpty();
    assertThat(FatalSign.in(logged("Connection lost", ring))).isEmpty();
    assertThat(FatalSign.in(logged("Error due to", new ExitTrap.NodeExit("is failing already"))))
        .isEmpty();
  }

  private static LogRecord logged(String message, @Nullable Throwable thrown) {
    LogRecord logged = new LogRecord(Level.WARNING, message);
    logged.setThrown(thrown);
    return logged;
  }
}
