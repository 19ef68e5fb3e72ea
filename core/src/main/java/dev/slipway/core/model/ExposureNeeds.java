package dev.slipway.core.model;

import java.util.OptionalInt;

/**
 * What an exposure asks of the planner for each broker: a port of its own, and a host.
 *
 * @param firstPort the port that clients dial for broker 0; broker {@code i} gets {@code firstPort
 *     + i}. If unspecified, the target chooses.
 * @param host where the host of an advertised address comes from
 */
public record ExposureNeeds(OptionalInt firstPort, HostSource host) {
  /** Refuses a port outside 1-65535. */
  public ExposureNeeds {
    firstPort.ifPresent(port -> Require.port("first port of the exposure", port));
  }
}
