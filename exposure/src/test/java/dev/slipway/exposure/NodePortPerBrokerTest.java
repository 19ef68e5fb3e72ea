package dev.slipway.exposure;

import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.model.ExposureNeeds;
import dev.slipway.core.model.HostSource;
import dev.slipway.core.model.NodeAddressType;
import dev.slipway.core.model.SpecKind;
import java.util.List;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NodePortPerBrokerTest {
  @Test
  void needsAnyPortAndAnAddressOfANodeIfUnspecified() {
    assertThat(nodePortPerBroker().needs())
        .isEqualTo(
            new ExposureNeeds.PortOnEveryMachine(
                OptionalInt.empty(), new HostSource.OfNodes(NodeAddressType.EXTERNAL_DNS)));
  }

  @Test
  void ordersAddressesAsStrimziDoes() {
    assertThat(NodeAddressType.values())
        .containsExactly(
            NodeAddressType.EXTERNAL_DNS,
            NodeAddressType.EXTERNAL_IP,
            NodeAddressType.INTERNAL_DNS,
            NodeAddressType.INTERNAL_IP,
            NodeAddressType.HOSTNAME);
  }

  @Test
  void asksForWhatWasGiven() {
    assertThat(nodePortPerBroker().from(30093).needs().firstPort()).hasValue(30093);
    assertThat(nodePortPerBroker().host("kafka.example.com").needs().host())
        .isEqualTo(new HostSource.OneForAll("kafka.example.com"));
    assertThat(nodePortPerBroker().hosts("a", "b", "c").needs().host())
        .isEqualTo(new HostSource.OneEach(List.of("a", "b", "c")));
    assertThat(nodePortPerBroker().hostTemplate("broker-{id}.example.com").needs().host())
        .isEqualTo(new HostSource.Template("broker-{id}.example.com"));
    assertThat(nodePortPerBroker().prefer(NodeAddressType.EXTERNAL_IP).needs().host())
        .isEqualTo(new HostSource.OfNodes(NodeAddressType.EXTERNAL_IP));
  }

  @Test
  void leavesTheOriginalAlone() {
    NodePortPerBroker original = nodePortPerBroker();

    NodePortPerBroker first = original.host("a");
    NodePortPerBroker second = original.host("b");

    assertThat(original).isEqualTo(nodePortPerBroker());
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void isEqualByItsOptionsInAnyOrder() {
    assertThat(nodePortPerBroker().from(30093).host("a"))
        .isEqualTo(nodePortPerBroker().host("a").from(30093))
        .hasSameHashCodeAs(nodePortPerBroker().host("a").from(30093))
        .isNotEqualTo(nodePortPerBroker().from(30094).host("a"))
        .isNotEqualTo(nodePortPerBroker().from(30093).host("b"))
        .isNotEqualTo("node-port-per-broker");
  }

  static Stream<NodePortPerBroker> withHosts() {
    return Stream.of(
        nodePortPerBroker().host("a"),
        nodePortPerBroker().hosts("a", "b"),
        nodePortPerBroker().hostTemplate("a-{id}"),
        nodePortPerBroker().prefer(NodeAddressType.INTERNAL_IP));
  }

  @ParameterizedTest
  @MethodSource("withHosts")
  void refusesASecondHostSource(NodePortPerBroker given) {
    String said = given.toString().replaceAll("^node-port-per-broker\\{(.*)}$", "$1");
    String expected = " (expected: one of host, hosts, hostTemplate and prefer, once)";

    assertThatThrownBy(() -> given.host("z"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("host: host(z) after " + said + expected);
    assertThatThrownBy(() -> given.hosts("y", "z"))
        .hasMessage("host: hosts(y, z) after " + said + expected);
    assertThatThrownBy(() -> given.hostTemplate("{id}.z"))
        .hasMessage("host: hostTemplate({id}.z) after " + said + expected);
    assertThatThrownBy(() -> given.prefer(NodeAddressType.HOSTNAME))
        .hasMessage("host: prefer(HOSTNAME) after " + said + expected);
  }

  @Test
  void refusesASecondFirstPort() {
    assertThatThrownBy(() -> nodePortPerBroker().from(30093).from(30193))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("first node port: 30193 after 30093 (expected: one first port only)");
  }

  @Test
  void refusesWhatIsNoPort() {
    assertThatThrownBy(() -> nodePortPerBroker().from(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("first node port: 0 (expected: 1-65535)");
    assertThatThrownBy(() -> nodePortPerBroker().from(65_536))
        .hasMessage("first node port: 65536 (expected: 1-65535)");
  }

  @Test
  void refusesATemplateWithoutAPlaceForTheId() {
    assertThatThrownBy(() -> nodePortPerBroker().hostTemplate("broker.example.com"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "host template: 'broker.example.com' (expected: {id} where the broker's id goes)");
  }

  @Test
  void printsWhatWasGiven() {
    assertThat(nodePortPerBroker()).hasToString("node-port-per-broker");
    assertThat(nodePortPerBroker().from(30093).hosts("a", "b"))
        .hasToString("node-port-per-broker{from(30093), hosts(a, b)}");
  }

  @Test
  void isFoundByItsKind() {
    assertThat(ServiceLoader.load(SpecKind.class))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.kind()).isEqualTo(nodePortPerBroker().kind());
              assertThat(found.type()).isEqualTo(NodePortPerBroker.class);
            });
  }
}
