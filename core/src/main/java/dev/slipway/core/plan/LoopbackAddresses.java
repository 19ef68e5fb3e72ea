package dev.slipway.core.plan;

import dev.slipway.core.facts.LoopbackFacts;
import dev.slipway.core.model.ExposureNeeds;
import java.util.ArrayList;
import java.util.List;

/** One address for all nodes; every door has a port of its own out of the reserved ones. */
final class LoopbackAddresses implements Addresses {
  /** Nobody outside this machine reaches it. */
  static final String HOST = "127.0.0.1";

  private final Names names;
  private final LoopbackFacts facts;
  private final int firstBrokerPort;
  private final List<Integer> chosenDoors = new ArrayList<>();

  LoopbackAddresses(Inputs inputs, LoopbackFacts facts) {
    this.names = inputs.names();
    this.facts = facts;
    int needed = LoopbackFacts.portsNeeded(inputs.spec());
    if (facts.ports().size() < needed) {
      throw new IllegalArgumentException(
          "reserved ports: " + facts.ports().size() + " (expected: >= " + needed + ")");
    }
    this.firstBrokerPort = inputs.servers() * ServerDoor.COUNT;
    chosenDoors.add(ListenerPlanner.CLIENT);
    chosenDoors.add(ListenerPlanner.INTERNAL);
    List<ExposureNeeds> needs = inputs.needs().needs();
    for (int i = 0; i < needs.size(); i++) {
      if (needs.get(i).namedPorts(inputs.brokers()).isEmpty()) {
        chosenDoors.add(ListenerPlanner.FIRST_EXTERNAL + i);
      }
    }
  }

  @Override
  public Endpoint server(int ordinal, ServerDoor door) {
    return new Endpoint(HOST, facts.ports().get(ordinal * ServerDoor.COUNT + door.place()));
  }

  @Override
  public String bindHost() {
    return HOST;
  }

  @Override
  public Endpoint broker(int ordinal, int listener, int port) {
    return new Endpoint(
        HOST,
        facts
            .ports()
            .get(firstBrokerPort + ordinal * chosenDoors.size() + chosenDoors.indexOf(listener)));
  }

  @Override
  public String dataFolder(NodeRole role, int ordinal) {
    return facts.folder() + "/" + names.node(role, ordinal) + "/data";
  }

  @Override
  public AddressSource source() {
    return AddressSource.RESERVED_PORT;
  }
}
