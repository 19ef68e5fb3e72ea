package dev.slipway.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TopicSpecTest {
  @Test
  void hasOnePartitionIfUnspecified() {
    assertThat(TopicSpec.builder().name("orders").build().partitions()).isEqualTo(1);
  }

  @Test
  void refusesASecondValueOfOneAttribute() {
    TopicSpec.Builder named = TopicSpec.builder().name("orders");

    assertThatThrownBy(() -> named.name("payments"))
        .hasMessage("Builder of TopicSpec is strict, attribute is already set: name");
  }
}
