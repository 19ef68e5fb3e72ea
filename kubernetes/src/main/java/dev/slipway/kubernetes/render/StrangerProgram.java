package dev.slipway.kubernetes.render;

import dev.slipway.core.plan.NodeRole;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries addresses all at once, in bash alone, and says of each in a line what came of it: its label
 * and one word.
 *
 * <p>A word is {@code answered} if a byte came, {@code closed} if the connection ended without one,
 * {@code open} if neither happened, {@code refused} if there was no connection, and {@code
 * unreachable} if not even that was said.
 */
final class StrangerProgram {
  /** Who asks an address that is not the cluster's, so that it is known to reach anything. */
  static final String CONTROL = "control";

  private static final int ANSWER_SECONDS = 3;
  private static final int CONNECTION_SECONDS = 6;

  // Whole requests, which every server answers. Of five bytes at least: a proxy that looks for TLS
  // waits for as many before it judges (envoy.filters.listener.tls_inspector).
  private static final String STATUS = "srvr\\n";
  private static final String WEB = "GET / HTTP/1.0\\r\\n\\r\\n";

  // Enough to tell that it is not TLS, and too little for peers, which wait for the rest: to what
  // they don't understand they would answer just as a proxy that refuses does, by closing.
  private static final String BEGINNING = "\\0\\0\\020\\0xx";

  // The shell that talks ends with what it saw; a watch of its own ends it if it can't connect.
  private static final String TALK =
      "talk() { { printf \"$4\" >&3; IFS= read -r -d '' -n 1 -t "
          + ANSWER_SECONDS
          + " <&3; case $? in 0) exit 0;; 1) exit 2;; *) exit 3;; esac; }"
          + " 3<>\"/dev/tcp/$2/$3\"; exit 1; }";
  private static final String DIAL =
      "dial() { talk \"$@\" & local talk=$!; { sleep "
          + CONNECTION_SECONDS
          + "; kill $talk; } >/dev/null & wait $talk;"
          + " case $? in 0) echo \"$1 answered\";; 1) echo \"$1 refused\";;"
          + " 2) echo \"$1 closed\";; 3) echo \"$1 open\";; *) echo \"$1 unreachable\";; esac; }";
  private static final String SCRIPT =
      String.join(
          "; ",
          "exec 2>/dev/null",
          // Who writes to a connection that is closed already is to see that, not to die of it.
          "trap '' PIPE",
          TALK,
          DIAL,
          "dial "
              + CONTROL
              + " \"$KUBERNETES_SERVICE_HOST\" \"$KUBERNETES_SERVICE_PORT\" '"
              + WEB
              + "' & while (($# > 3)); do dial \"$1\" \"$2\" \"$3\" \"$4\" & shift 4; done",
          "wait");

  private StrangerProgram() {}

  static List<String> command() {
    return List.of("bash", "-c", SCRIPT, "stranger");
  }

  /** The label of each target is its place in the list. */
  static List<String> arguments(List<StrangerPod.Target> targets) {
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      StrangerPod.Target target = targets.get(i);
      arguments.add(String.valueOf(i));
      arguments.add(target.address());
      arguments.add(String.valueOf(target.port().number()));
      arguments.add(question(target));
    }
    return arguments;
  }

  private static String question(StrangerPod.Target target) {
    if (target.role() == NodeRole.BROKER) {
      return BrokerProgram.API_VERSIONS;
    }
    return target.port().name().equals("tcp-client") ? STATUS : BEGINNING;
  }
}
