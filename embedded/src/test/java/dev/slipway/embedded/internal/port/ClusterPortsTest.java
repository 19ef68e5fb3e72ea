package dev.slipway.embedded.internal.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ExposureNeeds;
import dev.slipway.core.model.ExposureSpec;
import dev.slipway.core.model.HostSource;
import dev.slipway.core.model.ListenerSpec;
import dev.slipway.core.model.NodeAddressType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Chosen and named ports of one cluster do not get into each other's way. */
class ClusterPortsTest {
  private static final int NAMED = 40_000;

  @Test
  void keepsANamedPortThatItWasGivenByChance() {
    Held held = new Held();
    try (PortReservations ports = new PortReservations(held)) {
      ClusterPorts cluster = new ClusterPorts(spec(), ports);

      List<Integer> chosen = cluster.choose();
      cluster.reserveNamed();

      assertThat(chosen).isNotEmpty().doesNotContain(NAMED, NAMED + 1).doesNotHaveDuplicates();
      assertThat(held.ports).contains(NAMED, NAMED + 1).doesNotHaveDuplicates();
    }
  }

  private static ClusterSpec spec() {
    return ClusterSpec.builder()
        .zookeeper(zookeeper -> zookeeper.servers(1))
        .kafka(kafka -> kafka.brokers(2))
        .listener(ListenerSpec.of(new FromNamed()))
        .build();
  }

  /** Gives away all ports from just below the named ones on. */
  private static final class Held implements PortReservations.Holding {
    private final List<Integer> ports = new ArrayList<>();
    private int next = NAMED - 2;

    @Override
    public PortReservations.HeldPort any() {
      return held(next++);
    }

    @Override
    public PortReservations.HeldPort exactly(int port) throws IOException {
      if (ports.contains(port)) {
        throw new PortTakenException(port, "somebody", new IOException("in use"));
      }
      return held(port);
    }

    private PortReservations.HeldPort held(int port) {
      ports.add(port);
      return new PortReservations.HeldPort(port, () -> {});
    }
  }

  private record FromNamed() implements ExposureSpec {
    @Override
    public String kind() {
      return "from-named";
    }

    @Override
    public ExposureNeeds needs() {
      return new ExposureNeeds.PortOnEveryMachine(
          OptionalInt.of(NAMED), new HostSource.OfNodes(NodeAddressType.INTERNAL_IP));
    }
  }
}
