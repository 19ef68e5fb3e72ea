package dev.slipway.core.plan;

import static dev.slipway.core.plan.Samples.NODE_PORT;
import static dev.slipway.core.plan.Samples.exposed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.MachineFacts;
import dev.slipway.core.facts.MachineFacts.State;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.HostSource;
import dev.slipway.core.model.NodeAddressType;
import dev.slipway.core.problem.Problem;
import dev.slipway.core.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Machines come, go and change; brokers move only when they must. */
class MachineHostsTest {
  private static final MachineFacts A = machine("a", "10.0.0.1");
  private static final MachineFacts B = machine("b", "10.0.0.2");
  private static final MachineFacts C = machine("c", "10.0.0.3");

  private static MachineFacts machine(String name, String address) {
    return MachineFacts.of(name, NodeAddressType.INTERNAL_IP, address);
  }

  private static MachineFacts both(String name, String internal, String external) {
    return new MachineFacts(
        name,
        Map.of(
            NodeAddressType.INTERNAL_IP, List.of(internal),
            NodeAddressType.EXTERNAL_IP, List.of(external)),
        State.READY);
  }

  private static KubernetesFacts.Builder facts(MachineFacts... machines) {
    KubernetesFacts.Builder facts = KubernetesFacts.builder();
    List.of(machines).forEach(facts::machine);
    return facts;
  }

  /** Brokers that run already and advertise these. */
  private static KubernetesFacts.Builder running(KubernetesFacts.Builder facts, String... hosts) {
    for (int broker = 0; broker < hosts.length; broker++) {
      String name = "kafka-broker-" + broker;
      facts.advertisedListener(
          name,
          "CLIENT://"
              + name
              + ".kafka:9092,INTERNAL://"
              + name
              + ".kafka:9091,EXTERNAL://"
              + Endpoint.bracketed(hosts[broker])
              + ":3109"
              + broker);
    }
    return facts;
  }

  private static List<String> hosts(KubernetesFacts.Builder facts) {
    return hosts(exposed(NODE_PORT), facts);
  }

  private static List<String> hosts(ClusterSpec spec, KubernetesFacts.Builder facts) {
    return Planner.plan(spec, facts.build()).brokers().stream()
        .map(broker -> ((Advertised.PortOfService) broker.listener("EXTERNAL").advertised()).host())
        .toList();
  }

  private static List<Problem> problems(KubernetesFacts.Builder facts) {
    return Planner.problems(exposed(NODE_PORT), facts.build());
  }

  @Test
  void givesOutNoAddressOfAMachineThatIsNotReadyOrCordoned() {
    assertThat(hosts(facts(A, B.withState(State.NOT_READY), C.withState(State.CORDONED))))
        .containsExactly("10.0.0.1", "10.0.0.1", "10.0.0.1");
    assertThat(problems(facts(A.withState(State.NOT_READY), B.withState(State.CORDONED))))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.NODE_ADDRESS_UNKNOWN);
              assertThat(problem.value()).isEqualTo("a: not ready, b: cordoned");
            });
  }

  @Test
  void keepsEveryAddressWhenMachinesAreAddedOrCordonedOrNotReady() {
    MachineFacts first = machine("0", "10.0.0.9");
    assertThat(hosts(running(facts(first, A, B, C), "10.0.0.1", "10.0.0.2", "10.0.0.3")))
        .containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.3");
    KubernetesFacts.Builder shaken =
        running(
            facts(first, A, B.withState(State.NOT_READY), C.withState(State.CORDONED)),
            "10.0.0.1",
            "10.0.0.2",
            "10.0.0.3");
    assertThat(hosts(shaken)).containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.3");
    assertThat(problems(shaken))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.NODE_NOT_READY);
              assertThat(problem.value()).isEqualTo("10.0.0.2 of b, which is not ready");
            });
  }

  @Test
  void givesNewAddressesOnlyToBrokersWhoseOwnIsGone() {
    assertThat(
            hosts(
                running(facts(A, C, machine("d", "10.0.0.4")), "10.0.0.1", "10.0.0.2", "10.0.0.3")))
        .containsExactly("10.0.0.1", "10.0.0.4", "10.0.0.3");
    assertThat(hosts(running(facts(A, C), "10.0.0.2", "10.0.0.1", "10.0.0.1")))
        .containsExactly("10.0.0.3", "10.0.0.1", "10.0.0.1");
  }

  @Test
  void keepsASecondAddressOfAKindAndOneOfAnotherVersion() {
    MachineFacts two =
        new MachineFacts(
            "a",
            Map.of(NodeAddressType.INTERNAL_IP, List.of("10.0.0.8", "10.0.0.1", "2001:db8::1")),
            State.READY);

    assertThat(hosts(running(facts(two), "10.0.0.1", "10.0.0.8", "2001:db8::1")))
        .containsExactly("10.0.0.1", "10.0.0.8", "2001:db8::1");
  }

  @Test
  void keepsWhatIsAdvertisedWhereMachinesMayNotBeSeen() {
    assertThat(hosts(running(facts(), "10.0.0.1", "10.0.0.2", "10.0.0.3")))
        .containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.3");
  }

  @Test
  void doesNotMixPublicAndPrivateAddresses() {
    KubernetesFacts.Builder mixed =
        facts(both("a", "10.0.0.1", "192.0.2.1"), both("b", "10.0.0.2", "192.0.2.2"), C);

    assertThat(hosts(mixed)).containsExactly("192.0.2.1", "192.0.2.2", "192.0.2.1");
    assertThat(problems(mixed))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.NODE_ADDRESSES_DIFFER);
              assertThat(problem.value()).isEqualTo("no EXTERNAL_IP of c");
            });
  }

  @Test
  void staysWithTheKindThatIsAdvertisedAlready() {
    assertThat(
            hosts(
                running(
                    facts(A, both("d", "10.0.0.4", "192.0.2.4")),
                    "10.0.0.1",
                    "10.0.0.2",
                    "10.0.0.1")))
        .containsExactly("10.0.0.1", "10.0.0.4", "10.0.0.1");
  }

  @Test
  void saysThatKeptAndNewAddressesDiffer() {
    KubernetesFacts.Builder mixed =
        running(
            facts(
                A.withState(State.CORDONED),
                MachineFacts.of("d", NodeAddressType.EXTERNAL_IP, "192.0.2.4")),
            "10.0.0.1",
            "10.0.0.2",
            "10.0.0.1");

    assertThat(hosts(mixed)).containsExactly("10.0.0.1", "192.0.2.4", "10.0.0.1");
    assertThat(problems(mixed))
        .extracting(Problem::value)
        .containsExactly("10.0.0.1 (INTERNAL_IP), 192.0.2.4 (EXTERNAL_IP)");
  }

  @Test
  void movesWhereAnotherKindIsAskedForNow() {
    MachineFacts a = both("a", "10.0.0.1", "192.0.2.1");
    ClusterSpec before = exposed(NODE_PORT);
    ClusterSpec now =
        exposed(
            new Samples.TestExposure(
                OptionalInt.empty(), new HostSource.OfNodes(NodeAddressType.INTERNAL_IP)));

    assertThat(
            hosts(now, running(facts(a), "192.0.2.1", "192.0.2.1", "192.0.2.1").deployed(before)))
        .containsOnly("10.0.0.1");
    assertThat(hosts(now, running(facts(a), "192.0.2.1", "192.0.2.1", "192.0.2.1").deployed(now)))
        .containsOnly("192.0.2.1");
  }
}
