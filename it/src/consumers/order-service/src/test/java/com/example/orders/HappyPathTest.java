package com.example.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.target.Deployment;
import dev.slipway.junit5.Bootstrap;
import dev.slipway.junit5.Topic;
import dev.slipway.junit5.TopicShape;
import dev.slipway.junit5.WithSerde;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OrdersCluster
@WithSerde(of = Order.class, by = OrderSerde.class)
class HappyPathTest {
  private static final List<Order> ORDERS =
      List.of(new Order("1", "ann", 250), new Order("2", "ben", 100), new Order("3", "ann", 50));

  @Bootstrap private String bootstrap;

  @Test
  void works(Deployment kafka) {
    assertTrue(kafka.verify().orThrow().passed());
  }

  @Test
  void handlesEveryOrder(@TopicShape(partitions = 3) Topic orders) throws Exception {
    try (OrderIntake intake = new OrderIntake(bootstrap, orders.name());
        OrderDesk desk = new OrderDesk(bootstrap, orders.name(), orders.name())) {
      for (Order order : ORDERS) {
        intake.place(order).get();
      }
      Until.met(() -> desk.handled().size() == ORDERS.size());
      assertTrue(desk.handled().containsAll(ORDERS));
    }
  }

  @Test
  void addsUpWhatEachCustomerHasOrdered(
      @TopicShape(partitions = 3) Topic orders,
      @TopicShape(label = "totals") Topic totals,
      Producer<String, Order> producer,
      Consumer<String, Long> consumer,
      @TempDir Path state)
      throws Exception {
    try (Totals running = new Totals(bootstrap, orders.name(), totals.name(), state)) {
      for (Order order : ORDERS) {
        producer.send(new ProducerRecord<>(orders.name(), order.customer(), order)).get();
      }
      Map<String, Long> seen = new HashMap<>();
      consumer.subscribe(List.of(totals.name()));
      Until.met(
          () -> {
            consumer
                .poll(Duration.ofMillis(100))
                .forEach(record -> seen.put(record.key(), record.value()));
            return seen.equals(Map.of("ann", 300L, "ben", 100L));
          });
      assertEquals(2, seen.size());
    }
  }
}
