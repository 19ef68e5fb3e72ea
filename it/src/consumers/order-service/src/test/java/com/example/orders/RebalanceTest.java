package com.example.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.junit5.Bootstrap;
import dev.slipway.junit5.Topic;
import dev.slipway.junit5.TopicShape;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

@OrdersCluster
class RebalanceTest {
  @Bootstrap private String bootstrap;

  @Test
  void handsOverTheOrdersOfADeskThatCloses(@TopicShape(partitions = 6) Topic orders)
      throws Exception {
    Set<String> placed = new HashSet<>();
    Set<String> handled = new HashSet<>();
    try (OrderIntake intake = new OrderIntake(bootstrap, orders.name());
        OrderDesk stays = new OrderDesk(bootstrap, orders.name(), orders.name())) {
      try (OrderDesk leaves = new OrderDesk(bootstrap, orders.name(), orders.name())) {
        Until.met(() -> stays.partitions() == 3 && leaves.partitions() == 3);
        place(intake, "before", placed);
        Until.met(() -> stays.handled().size() + leaves.handled().size() >= placed.size());
        leaves.handled().forEach(order -> handled.add(order.id()));
      }
      Until.met(() -> stays.partitions() == 6);
      place(intake, "after", placed);
      Until.met(
          () -> {
            stays.handled().forEach(order -> handled.add(order.id()));
            return handled.equals(placed);
          });
    }
    assertEquals(placed, handled);
  }

  private static void place(OrderIntake intake, String when, Set<String> placed) throws Exception {
    for (int i = 0; i < 30; i++) {
      String id = when + "-" + i;
      intake.place(new Order(id, "customer-" + i, 1)).get();
      placed.add(id);
    }
  }
}
