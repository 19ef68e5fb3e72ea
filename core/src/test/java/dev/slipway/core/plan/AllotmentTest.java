package dev.slipway.core.plan;

import static dev.slipway.core.plan.Samples.KUBERNETES;
import static dev.slipway.core.plan.Samples.NODE_PORT;
import static dev.slipway.core.plan.Samples.exposed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.facts.ListenerNeeds;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ExposureNeeds;
import dev.slipway.core.model.ExposureSpec;
import dev.slipway.core.model.HostSource;
import dev.slipway.core.plan.Allotment.Share;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AllotmentTest {
  private static Allotment of(ClusterSpec spec) {
    return Planner.plan(spec, KUBERNETES).listener("external").allotment().orElseThrow();
  }

  @Test
  void asksAnExposureOnce() {
    AtomicInteger asked = new AtomicInteger();
    ExposureSpec counting =
        new ExposureSpec() {
          @Override
          public String kind() {
            return "counting";
          }

          @Override
          public ExposureNeeds needs() {
            asked.incrementAndGet();
            return NODE_PORT.needs();
          }
        };

    assertThat(of(exposed(counting)).shares()).hasSize(3);
    assertThat(asked).hasValue(1);
  }

  @Test
  void givesEachBrokerAServiceAPortAndAnAddress() {
    assertThat(of(exposed(NODE_PORT.from(30_100).host("kafka.example.com"))))
        .extracting(given -> given.shares().get(2))
        .isEqualTo(
            new Share(
                Optional.of("kafka-broker-2-external"),
                OptionalInt.of(30_102),
                new Advertised.Known(
                    new Endpoint("kafka.example.com", 30_102), AddressSource.GIVEN_HOST)));
  }

  @Test
  void leavesThePortToTheServiceUntilItIsAssigned() {
    assertThat(of(exposed(NODE_PORT)).shares())
        .extracting(Share::port)
        .containsOnly(OptionalInt.empty());
  }

  @Test
  void tellsWhatIsToBeKnownBeforehand() {
    ListenerNeeds ofMachines = ListenerNeeds.of(exposed(NODE_PORT));
    ListenerNeeds named = ListenerNeeds.of(exposed(NODE_PORT.from(30_100).host("h")));

    assertThat(ofMachines.machines()).isTrue();
    assertThat(ofMachines.namedPorts()).isEmpty();
    assertThat(ofMachines.chosenPorts()).isEqualTo(1);
    assertThat(named.machines()).isFalse();
    assertThat(named.namedPorts()).containsExactly(30_100, 30_101, 30_102);
    assertThat(named.chosenPorts()).isZero();
    assertThat(named.of("external").orElseThrow().hostSource())
        .contains(new HostSource.OneForAll("h"));
    assertThat(named.of("other")).isEmpty();
  }
}
