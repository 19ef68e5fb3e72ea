package com.example.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.target.Deployment;
import dev.slipway.junit5.Bootstrap;
import dev.slipway.junit5.BreaksCluster;
import dev.slipway.junit5.Topic;
import dev.slipway.junit5.TopicShape;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@OrdersCluster
@BreaksCluster
class LossTest {
  @Bootstrap private String bootstrap;

  @Test
  void losesNoOrderWithABroker(
      Deployment kafka, @TopicShape(partitions = 3, replicas = 3) Topic orders) throws Exception {
    takesOrdersWhile(() -> kafka.broker(1).stop(), orders);
  }

  @Test
  void losesNoOrderWithAServer(Deployment kafka, @TopicShape(partitions = 3) Topic orders)
      throws Exception {
    takesOrdersWhile(() -> kafka.server(2).stop(), orders);
  }

  /** Brokers go on with the leaders they know until they need another. */
  @Test
  void takesOrdersWithoutAQuorum(Deployment kafka, @TopicShape(partitions = 3) Topic orders)
      throws Exception {
    takesOrdersWhile(
        () -> {
          kafka.server(1).stop();
          kafka.server(2).stop();
        },
        orders);
  }

  private void takesOrdersWhile(Runnable disaster, Topic orders) throws Exception {
    Set<String> placed = new HashSet<>();
    try (OrderIntake intake = new OrderIntake(bootstrap, orders.name());
        OrderDesk desk = new OrderDesk(bootstrap, orders.name(), orders.name())) {
      place(intake, "before", placed);
      // Until the group has met once: a coordinator is elected by ZooKeeper.
      Until.met(() -> handled(desk).equals(placed));
      Thread falling = new Thread(disaster, "disaster");
      falling.start();
      place(intake, "during", placed);
      falling.join();
      place(intake, "after", placed);
      Until.met(() -> handled(desk).equals(placed));
      assertEquals(150, placed.size());
    }
  }

  private static Set<String> handled(OrderDesk desk) {
    Set<String> ids = new HashSet<>();
    desk.handled().forEach(order -> ids.add(order.id()));
    return ids;
  }

  private static void place(OrderIntake intake, String when, Set<String> placed) throws Exception {
    for (int i = 0; i < 50; i++) {
      intake.place(new Order(when + "-" + i, "customer-" + i, 1)).get(60, TimeUnit.SECONDS);
      placed.add(when + "-" + i);
    }
  }
}
