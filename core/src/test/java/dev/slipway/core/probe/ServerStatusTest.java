package dev.slipway.core.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerStatusTest {
  private static final String VERSION = "Zookeeper version: 3.9.4-7246445, built on 2025-08-19\n";

  @Test
  void tellsALeader() {
    ServerStatus status = serving("leader");

    assertThat(status.serves()).isTrue();
    assertThat(status.leads()).isTrue();
    assertThat(status.follows()).isFalse();
    assertThat(status.lacksQuorum()).isFalse();
  }

  @Test
  void tellsAFollower() {
    ServerStatus status = serving("follower");

    assertThat(status.serves()).isTrue();
    assertThat(status.leads()).isFalse();
    assertThat(status.follows()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"standalone", "observer", "read-only"})
  void namesModesThatAreNeither(String mode) {
    ServerStatus status = serving(mode);

    assertThat(status.mode()).hasValue(mode);
    assertThat(status.serves()).isTrue();
    assertThat(status.leads()).isFalse();
    assertThat(status.follows()).isFalse();
  }

  @Test
  void tellsAServerWithoutQuorum() {
    ServerStatus status =
        new ServerStatus("This ZooKeeper instance is not currently serving requests\n");

    assertThat(status.serves()).isFalse();
    assertThat(status.mode()).isEmpty();
    assertThat(status.lacksQuorum()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", VERSION, "srvr is not executed because it is not in the whitelist.\n"})
  void takesNothingElseForServing(String answer) {
    ServerStatus status = new ServerStatus(answer);

    assertThat(status.serves()).isFalse();
    assertThat(status.lacksQuorum()).isFalse();
  }

  private static ServerStatus serving(String mode) {
    return new ServerStatus(
        VERSION + "Latency min/avg/max: 0/0.0/0\nMode: " + mode + "\nNode count: 5\n");
  }
}
