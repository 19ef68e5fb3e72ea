package dev.slipway.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what ZooKeeper's clients read: {@code host:port,host:port} and a chroot. */
final class ConnectString {
  private static final Pattern CHROOT = Pattern.compile("(/[A-Za-z0-9._-]+)+");

  /** Hears nothing: what is wrong is reported elsewhere. */
  static final Wrong SILENT =
      new Wrong() {
        @Override
        public void part(String part) {}

        @Override
        public void twice(String part) {}
      };

  private ConnectString() {}

  /** The servers of a connect string; what is wrong with it goes into the problems. */
  static List<Endpoint> parse(String connect, Wrong wrong) {
    List<Endpoint> servers = new ArrayList<>();
    for (String part : connect.split(",", -1)) {
      Optional<Endpoint> server = server(part.strip());
      if (server.isEmpty()) {
        wrong.part(part);
      } else if (servers.contains(server.get())) {
        wrong.twice(part);
      } else {
        servers.add(server.get());
      }
    }
    return servers;
  }

  /** Empty, or an absolute path whose names are neither empty nor relative. */
  static boolean isChroot(String chroot) {
    return chroot.isEmpty()
        || (CHROOT.matcher(chroot).matches()
            && !List.of(chroot.split("/")).contains(".")
            && !List.of(chroot.split("/")).contains(".."));
  }

  private static Optional<Endpoint> server(String text) {
    int colon = text.lastIndexOf(':');
    if (colon <= 0) {
      return Optional.empty();
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      return Optional.empty();
    }
    String digits = text.substring(colon + 1);
    if (!Syntax.isHost(host) || digits.isEmpty() || digits.length() > 5) {
      return Optional.empty();
    }
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    int port = Integer.parseInt(digits);
    return port < 1 || port > 65_535 ? Optional.empty() : Optional.of(new Endpoint(host, port));
  }

  /** Hears what is wrong with a connect string. */
  interface Wrong {
    /** A part that is no {@code host:port}. */
    void part(String part);

    /** A server that is named twice. */
    void twice(String part);
  }
}
