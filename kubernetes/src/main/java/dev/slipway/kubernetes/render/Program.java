package dev.slipway.kubernetes.render;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the program of one official image is started, asked and stopped. */
interface Program {
  List<String> command();

  /** Its arguments, in which Kubernetes puts variables in the place of {@code $(NAME)}. */
  List<String> arguments();

  /**
   * Variables of its container.
   *
   * @param heap the JVM's option for the largest heap, if there is to be one
   */
  Map<String, String> environment(Optional<String> heap);

  /** The variable that takes options of the JVM. */
  String optionsVariable();

  /**
   * Commands of bash, without another process, that return success if and only if the program
   * serves, and otherwise leave the reason in the variable {@code why}. They take a few seconds at
   * most, unless the program is so far gone that the system lets nobody connect.
   */
  String question(int clientPort);

  /** How long it may take to stop. */
  long graceSeconds();

  /** Connects the file descriptor 3 to a port of this pod. */
  static String connect(int port) {
    return "exec 3<>/dev/tcp/localhost/"
        + port
        + " || { why='nobody listens at port "
        + port
        + "'; return 1; }";
  }
}
