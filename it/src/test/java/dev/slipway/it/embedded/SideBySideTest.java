package dev.slipway.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Clusters that are started at once do not get into each other's way. */
class SideBySideTest {
  private static final int CLUSTERS = 3;

  @Test
  void startsSeveralAtOnce() throws Exception {
    assertThat(SideBySide.run(CLUSTERS)).isEqualTo(2 * CLUSTERS);
  }
}
