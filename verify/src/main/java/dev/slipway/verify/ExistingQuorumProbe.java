package dev.slipway.verify;

import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.probe.Access;
import dev.slipway.core.probe.FourLetterWord;
import dev.slipway.core.probe.ProbeResult;
import dev.slipway.core.probe.ProbeResult.Outcome;
import dev.slipway.core.probe.ServerStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether each server of an existing ZooKeeper serves in a quorum. The brokers may reach one that
 * can't be reached from here, so that proves nothing; and who else is in the quorum is not known.
 */
final class ExistingQuorumProbe {
  static final String NAME = "existing zookeeper";

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);
  private static final Set<String> IN_QUORUM =
      Set.of("leader", "follower", "observer", "standalone");

  private final List<Endpoint> servers;
  private final Access access;

  ExistingQuorumProbe(List<Endpoint> servers, Access access) {
    this.servers = servers;
    this.access = access;
  }

  List<ProbeResult> run(Deadline deadline) {
    Duration share = deadline.left().dividedBy(2L * servers.size());
    Duration answer = share.compareTo(LONGEST_ANSWER) < 0 ? share : LONGEST_ANSWER;
    return deadline.look(
        () -> servers.stream().map(server -> look(server, answer)).toList(),
        results -> results.stream().noneMatch(result -> result.outcome() == Outcome.FAILED));
  }

  private ProbeResult look(Endpoint server, Duration limit) {
    long begin = System.nanoTime();
    try {
      return judged(server, FourLetterWord.status(access.existing(server), limit), begin);
    } catch (IOException e) {
      return inconclusive(server, begin, "no answer", "it can't be reached from here: " + e);
    }
  }

  private static ProbeResult judged(Endpoint server, ServerStatus status, long begin) {
    Optional<String> mode = status.mode();
    if (mode.filter(IN_QUORUM::contains).isPresent()) {
      return ProbeResult.passed(NAME, server.toString(), BrokerProbes.since(begin), mode.get());
    }
    String answer = status.answer().strip();
    if (status.serves() || status.lacksQuorum()) {
      return ProbeResult.failed(
          NAME,
          server.toString(),
          BrokerProbes.since(begin),
          answer,
          "a server that serves in a quorum",
          "it runs but has no quorum");
    }
    return answer.isEmpty()
        ? inconclusive(server, begin, "no answer", "the connection ended: who asks is not let in")
        : inconclusive(server, begin, answer, "it is no ZooKeeper, or does not answer to srvr");
  }

  private static ProbeResult inconclusive(Endpoint server, long begin, String seen, String cause) {
    return ProbeResult.inconclusive(
        NAME,
        server.toString(),
        BrokerProbes.since(begin),
        seen,
        "a server that serves in a quorum",
        cause);
  }
}
