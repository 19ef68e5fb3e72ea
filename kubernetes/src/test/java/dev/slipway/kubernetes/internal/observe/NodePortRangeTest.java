package dev.slipway.kubernetes.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.facts.PortRange;
import org.junit.jupiter.api.Test;

class NodePortRangeTest {
  @Test
  void isWhatTheRefusalNames() {
    assertThat(
            NodePortRange.of(
                "Service \"a\" is invalid: spec.ports[0].nodePort: Invalid value: 1: provided port"
                    + " is not in the valid range. The range of valid ports is 20000-22767"))
        .hasValue(new PortRange(20_000, 22_767));
    assertThat(NodePortRange.of("services is forbidden")).isEmpty();
  }
}
