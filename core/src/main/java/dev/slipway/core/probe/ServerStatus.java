package dev.slipway.core.probe;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a ZooKeeper server says of itself when it is asked {@code srvr}.
 *
 * @param answer the whole answer; empty if it said nothing
 * @see FourLetterWord#status
 */
public record ServerStatus(String answer) {
  private static final Pattern MODE = Pattern.compile("^Mode: (\\S+)$", Pattern.MULTILINE);

  /** The mode in which it serves, such as {@code follower}; empty if it does not serve. */
  public Optional<String> mode() {
    Matcher mode = MODE.matcher(answer);
    return mode.find() ? Optional.of(mode.group(1)) : Optional.empty();
  }

  /** Whether it serves; a server that is to be a member of a quorum serves only in one. */
  public boolean serves() {
    return mode().isPresent();
  }

  /** Whether it leads a quorum, be it one of its own. */
  public boolean leads() {
    return mode().filter("leader"::equals).isPresent();
  }

  /** Whether it follows a leader, with whose data it has caught up. */
  public boolean follows() {
    return mode().filter("follower"::equals).isPresent();
  }

  /** Whether it runs and says that it does not serve: it has no quorum. */
  public boolean lacksQuorum() {
    return answer.contains("not currently serving");
  }
}
