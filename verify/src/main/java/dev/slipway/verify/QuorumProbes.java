package dev.slipway.verify;

import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.plan.ServerPlan;
import dev.slipway.core.probe.Access;
import dev.slipway.core.probe.FourLetterWord;
import dev.slipway.core.probe.ProbeResult;
import dev.slipway.core.probe.ServerStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The role of every ZooKeeper server: exactly one leads, all others follow in sync. */
final class QuorumProbes {
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);
  private static final ServerStatus SILENT = new ServerStatus("");

  private final List<ServerPlan> servers;
  private final Access access;

  QuorumProbes(List<ServerPlan> servers, Access access) {
    this.servers = servers;
    this.access = access;
  }

  List<ProbeResult> run(Deadline deadline) {
    // Servers that accept connections but do not answer leave time to ask the others.
    Duration share = deadline.left().dividedBy(2L * servers.size());
    Duration answer = share.compareTo(LONGEST_ANSWER) < 0 ? share : LONGEST_ANSWER;
    return deadline.look(
        () -> results(look(answer)), results -> results.stream().allMatch(ProbeResult::passed));
  }

  private List<Look> look(Duration answerLimit) {
    return servers.stream().map(server -> look(server, answerLimit)).toList();
  }

  private Look look(ServerPlan server, Duration answerLimit) {
    long begin = System.nanoTime();
    Optional<Endpoint> endpoint = access.server(server.id());
    if (endpoint.isEmpty()) {
      return new Look(server, "not reachable from here", SILENT, begin);
    }
    try {
      ServerStatus status = FourLetterWord.status(endpoint.get(), answerLimit);
      String answer = status.answer().isBlank() ? "no answer" : status.answer().strip();
      return new Look(server, status.mode().orElse(answer), status, begin);
    } catch (IOException e) {
      return new Look(server, e.toString(), SILENT, begin);
    }
  }

  private List<ProbeResult> results(List<Look> looks) {
    List<ProbeResult> results = new ArrayList<>();
    for (Look look : looks) {
      results.add(
          look.serves()
              ? ProbeResult.passed("role", look.server.name(), look.took, look.seen)
              : ProbeResult.failed(
                  "role",
                  look.server.name(),
                  look.took,
                  look.seen,
                  "leader or follower",
                  look.status.lacksQuorum()
                      ? "it runs but has no quorum: too few servers, or they do not reach each"
                          + " other's peer and election ports"
                      : "it does not run, or its client port can't be reached"));
    }
    List<Look> leaders = looks.stream().filter(look -> look.status.leads()).toList();
    int followers = servers.size() - 1;
    // One serves as a follower from when it has caught up until it loses its leader. (The count in
    // mntr is the JVM's: where several servers share one, it is that of whichever started last.)
    long synced = looks.stream().filter(look -> look.status.follows()).count();
    String seen =
        leaders.size() == 1
            ? leaders.get(0).server.name() + " leads, " + synced + " in sync"
            : leaders.size() + " leaders";
    Duration took = looks.stream().map(look -> look.took).reduce(Duration.ZERO, Duration::plus);
    results.add(
        leaders.size() == 1 && synced == followers
            ? ProbeResult.passed("quorum", "zookeeper", took, seen)
            : ProbeResult.failed(
                "quorum",
                "zookeeper",
                took,
                seen,
                "one leader, " + followers + " followers in sync",
                leaders.isEmpty()
                    ? "more than half of the servers must run and reach each other"
                    : "a follower is down or still copies the leader's data"));
    return results;
  }

  /** What was seen of one server. */
  private static final class Look {
    private final ServerPlan server;
    private final String seen;
    private final ServerStatus status;
    private final Duration took;

    Look(ServerPlan server, String seen, ServerStatus status, long begin) {
      this.server = server;
      this.seen = seen;
      this.status = status;
      this.took = Duration.ofNanos(System.nanoTime() - begin);
    }

    boolean serves() {
      return status.leads() || status.follows();
    }
  }
}
