package dev.slipway.core.plan;

import dev.slipway.core.facts.MachineFacts;
import dev.slipway.core.facts.MachineFacts.State;
import dev.slipway.core.model.NodeAddressType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which machine's address each broker advertises at one listener.
 *
 * <p>An address that a broker advertises already is kept as long as a machine has it: a changed one
 * costs a restart, and clients that remember the old one. New ones are of one kind, of machines
 * that take pods, the least used first: any machine answers at a NodePort, so taking them in turn
 * spreads the clients' connections and keeps the loss of one machine from hiding every broker.
 */
final class MachineHosts {
  private final List<MachineFacts> machines;

  MachineHosts(List<MachineFacts> machines) {
    this.machines = machines;
  }

  /**
   * The host of each broker; empty where none is known.
   *
   * @param advertised what each broker advertises already
   */
  List<String> allot(List<Optional<String>> advertised, NodeAddressType preferred) {
    List<Optional<String>> kept =
        advertised.stream().map(host -> host.filter(this::isTrue)).toList();
    if (kept.stream().allMatch(Optional::isPresent)) {
      return kept.stream().flatMap(Optional::stream).toList();
    }
    Map<String, Integer> uses = new LinkedHashMap<>();
    candidates(kept.stream().flatMap(Optional::stream).toList(), preferred)
        .forEach(host -> uses.put(host, 0));
    kept.forEach(host -> host.ifPresent(there -> uses.computeIfPresent(there, (any, n) -> n + 1)));
    List<String> hosts = new ArrayList<>();
    for (Optional<String> host : kept) {
      hosts.add(host.orElseGet(() -> leastUsed(uses)));
    }
    return hosts;
  }

  /** Where no machine may be seen, nothing says that an address is gone. */
  private boolean isTrue(String host) {
    return machines.isEmpty() || !kinds(host).isEmpty();
  }

  private static String leastUsed(Map<String, Integer> uses) {
    Optional<Map.Entry<String, Integer>> least =
        uses.entrySet().stream().min(Map.Entry.comparingByValue());
    least.ifPresent(entry -> entry.setValue(entry.getValue() + 1));
    return least.map(Map.Entry::getKey).orElse("");
  }

  /** Addresses of the kind that is kept already, else of the preferred, else of the first. */
  private List<String> candidates(List<String> kept, NodeAddressType preferred) {
    Stream<NodeAddressType> order =
        Stream.of(common(kept), EnumSet.of(preferred), EnumSet.allOf(NodeAddressType.class))
            .flatMap(Set::stream);
    return order
        .map(
            kind ->
                machines.stream()
                    .filter(machine -> machine.state() == State.READY)
                    .flatMap(machine -> machine.address(kind).stream())
                    .toList())
        .filter(addresses -> !addresses.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** The kinds that all of these addresses are of; none if there are no addresses. */
  Set<NodeAddressType> common(Collection<String> hosts) {
    EnumSet<NodeAddressType> common =
        hosts.isEmpty()
            ? EnumSet.noneOf(NodeAddressType.class)
            : EnumSet.allOf(NodeAddressType.class);
    hosts.forEach(host -> common.retainAll(kinds(host)));
    return common;
  }

  /** The kinds of which an address is; none if no machine has it. */
  Set<NodeAddressType> kinds(String host) {
    return owners(host)
        .flatMap(machine -> machine.kinds(host).stream())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(NodeAddressType.class)));
  }

  /** The machines that have an address. */
  Stream<MachineFacts> owners(String host) {
    return machines.stream().filter(machine -> !machine.kinds(host).isEmpty());
  }

  /** Those of these hosts that nobody answers at now, each with its machine. */
  Map<String, MachineFacts> silent(Collection<String> hosts) {
    Map<String, MachineFacts> silent = new HashMap<>();
    for (String host : hosts) {
      List<MachineFacts> owners = owners(host).toList();
      if (!owners.isEmpty()
          && owners.stream().allMatch(machine -> machine.state() == State.NOT_READY)) {
        silent.put(host, owners.get(0));
      }
    }
    return silent;
  }
}
