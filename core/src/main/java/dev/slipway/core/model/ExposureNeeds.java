package dev.slipway.core.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an exposure asks of the planner, which answers once with an {@linkplain
 * dev.slipway.core.plan.Allotment allotment}. On a target whose nodes share one machine every
 * broker is given a port of its own, whatever was asked.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes(
    @JsonSubTypes.Type(value = ExposureNeeds.PortOnEveryMachine.class, name = "PortOnEveryMachine"))
public sealed interface ExposureNeeds {
  /** Where the host of an advertised address comes from; empty where no host is asked for. */
  Optional<HostSource> hostSource();

  /** The ports that each broker asks for by number, together; none where the target chooses. */
  SortedSet<Integer> namedPorts(int brokers);

  /** The answer for this variant; who adds a variant finds every place that has none. */
  <T> T match(Cases<T> cases);

  /**
   * An answer for each variant.
   *
   * @param <T> the answer
   */
  interface Cases<T> {
    /** For a port that every machine answers at. */
    T portOnEveryMachine(PortOnEveryMachine needs);
  }

  /**
   * A port of its own for each broker, at which every machine answers: a NodePort.
   *
   * @param firstPort the port that clients dial for broker 0; broker {@code i} gets {@code
   *     firstPort + i}. If unspecified, the target chooses.
   * @param host where the host of an advertised address comes from
   */
  record PortOnEveryMachine(OptionalInt firstPort, HostSource host) implements ExposureNeeds {
    /** Refuses a port outside 1-65535. */
    public PortOnEveryMachine {
      firstPort.ifPresent(port -> Require.port("first port of the exposure", port));
    }

    @Override
    public Optional<HostSource> hostSource() {
      return Optional.of(host);
    }

    @Override
    public SortedSet<Integer> namedPorts(int brokers) {
      SortedSet<Integer> named = new TreeSet<>();
      firstPort.ifPresent(
          first -> {
            for (int broker = 0; broker < brokers; broker++) {
              named.add(first + broker);
            }
          });
      return named;
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.portOnEveryMachine(this);
    }
  }
}
