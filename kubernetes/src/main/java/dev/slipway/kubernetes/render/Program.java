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

  /** A command of bash that succeeds if and only if the program serves, and ends within 4 s. */
  String question(int clientPort);

  /** How long it may take to stop. */
  long graceSeconds();
}
