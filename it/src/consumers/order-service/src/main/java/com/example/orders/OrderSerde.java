package com.example.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.serialization.Serdes;

/** Orders as text. */
public final class OrderSerde extends Serdes.WrapperSerde<Order> {
  public OrderSerde() {
    super(
        (topic, order) -> order.text().getBytes(UTF_8),
        (topic, bytes) -> Order.parse(new String(bytes, UTF_8)));
  }
}
