package dev.slipway.kubernetes.internal.engine;

import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.plan.ServerPlan;
import dev.slipway.core.probe.FourLetterWord;
import dev.slipway.core.probe.ServerStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * What every ZooKeeper server said of itself at one moment.
 *
 * @param leader the name of the server that leads; empty if none does
 * @param silent why servers do not serve in a quorum, by name; those that do are not among them
 */
record QuorumLook(Optional<String> leader, Map<String, String> silent) {
  /**
   * Asks every server once.
   *
   * @param access where a server is reached, by its id
   */
  static QuorumLook at(
      Iterable<ServerPlan> servers, IntFunction<Optional<Endpoint>> access, Duration limit) {
    Optional<String> leader = Optional.empty();
    Map<String, String> silent = new TreeMap<>();
    for (ServerPlan server : servers) {
      Optional<Endpoint> endpoint = access.apply(server.id());
      try {
        if (endpoint.isEmpty()) {
          silent.put(server.name(), "it can't be reached from here");
          continue;
        }
        ServerStatus status = FourLetterWord.status(endpoint.get(), limit);
        if (status.leads()) {
          leader = Optional.of(server.name());
        }
        if (!status.serves()) {
          silent.put(server.name(), "it answers '" + status.answer().strip() + "'");
        }
      } catch (IOException e) {
        silent.put(server.name(), "it does not answer: " + e);
      }
    }
    return new QuorumLook(leader, silent);
  }

  boolean leads(String server) {
    return leader.filter(server::equals).isPresent();
  }
}
