package dev.slipway.kubernetes.render;

import dev.slipway.core.plan.NodePlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the program of one official image is started, asked and stopped. */
interface Program {
  /** The program that runs on nodes of one kind. */
  static Program of(Workload workload) {
    return switch (workload.role()) {
      case ZOOKEEPER -> new ServerProgram(workload);
      case BROKER -> new BrokerProgram();
    };
  }

  /** The name of the file that has a node's settings. */
  String settingsFile(NodePlan node);

  /** The files that tell one node what it is, by their names. */
  Map<String, String> files(NodePlan node);

  /** The name and the text of the file that tells every node how to log. */
  Map.Entry<String, String> logging();

  /** Its command. */
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
