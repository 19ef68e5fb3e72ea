package dev.slipway.core.facts;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ExposureNeeds;
import dev.slipway.core.model.HostSource;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.ListenerSpec;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What the listeners for outsiders need: their exposures are asked here, once, and nowhere else. It
 * tells a target which facts to read, and the planner what to allot.
 *
 * @param brokers how many brokers there are
 * @param names the listeners' names, in the order in which they were asked for
 * @param needs what each of them needs, in the same order
 */
public record ListenerNeeds(int brokers, List<String> names, List<ExposureNeeds> needs) {
  /** Keeps copies. */
  public ListenerNeeds {
    names = List.copyOf(names);
    needs = List.copyOf(needs);
  }

  /** Asks the exposures of a specification; of one that is too large, as of the largest. */
  public static ListenerNeeds of(ClusterSpec spec) {
    return new ListenerNeeds(
        Math.min(KafkaSpec.MOST_BROKERS, spec.kafka().brokers()),
        spec.listeners().stream().map(ListenerSpec::name).toList(),
        spec.listeners().stream().map(listener -> listener.exposure().needs()).toList());
  }

  /** What the listener of this name needs, the first if there are several. */
  public Optional<ExposureNeeds> of(String listener) {
    return IntStream.range(0, names.size())
        .filter(i -> names.get(i).equals(listener))
        .mapToObj(needs::get)
        .findFirst();
  }

  /** Whether addresses of machines are to be known. */
  public boolean machines() {
    return needs.stream()
        .flatMap(one -> one.hostSource().stream())
        .anyMatch(HostSource.OfNodes.class::isInstance);
  }

  /** The ports that are asked for by number. */
  public SortedSet<Integer> namedPorts() {
    SortedSet<Integer> named = new TreeSet<>();
    needs.forEach(one -> named.addAll(one.namedPorts(brokers)));
    return named;
  }

  /** How many ports of each broker are left to be chosen on a machine that all nodes share. */
  public int chosenPorts() {
    return Math.toIntExact(needs.stream().filter(one -> one.namedPorts(brokers).isEmpty()).count());
  }
}
