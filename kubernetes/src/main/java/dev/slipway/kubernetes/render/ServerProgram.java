package dev.slipway.kubernetes.render;

import dev.slipway.core.plan.NodePlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * ZooKeeper in the image {@code zookeeper}.
 *
 * <p>The image's own entry point is not used: it would give every server the same id. Its folder
 * {@code /conf} can't be written to, so {@code zoo.cfg} lies elsewhere; an image whose ZooKeeper
 * does not know Logback still finds the configuration of its logging there.
 *
 * @see <a href="https://github.com/31z4/zookeeper-docker">the image's source</a>
 */
final class ServerProgram implements Program {
  /** Where zoo.cfg lies: below the scratch folder, so that it can be rewritten later. */
  private static final String CONFIG_FOLDER = NodeContainer.SCRATCH + "/conf";

  // A server has nothing to hand over; it closes its files and is gone.
  private static final long GRACE_SECONDS = 30;

  private final String data;

  ServerProgram(Workload workload) {
    this.data = workload.folder();
  }

  @Override
  public String settingsFile(NodePlan node) {
    return node.name() + ConfigObjects.SERVER_FILE;
  }

  @Override
  public Map<String, String> files(NodePlan node) {
    return Map.of(
        settingsFile(node),
        node.config().render(),
        node.name() + ConfigObjects.SERVER_ID,
        node.id() + "\n");
  }

  @Override
  public Map.Entry<String, String> logging() {
    return Map.entry(Logging.SERVER_FILE, Logging.ofServer());
  }

  @Override
  public List<String> command() {
    return List.of(
        "bash",
        "-ec",
        String.join(
            "; ",
            "mkdir -p " + data + " \"$ZOOCFGDIR\" \"$ZOO_LOG_DIR\"",
            "cp " + file(ConfigObjects.SERVER_ID) + " " + data + "/myid",
            "cp " + file(ConfigObjects.SERVER_FILE) + " \"$ZOOCFGDIR/zoo.cfg\"",
            "exec zkServer.sh start-foreground"));
  }

  private static String file(String suffix) {
    return ConfigObjects.FOLDER + "/\"$" + NodeContainer.POD_NAME + "\"" + suffix;
  }

  @Override
  public List<String> arguments() {
    return List.of();
  }

  @Override
  public Map<String, String> environment(Optional<String> heap) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("CLASSPATH", "/conf");
    environment.put("ZOOCFGDIR", CONFIG_FOLDER);
    environment.put("ZOO_LOG_DIR", NodeContainer.SCRATCH + "/logs");
    String logging =
        "-Dlogback.configurationFile=" + ConfigObjects.FOLDER + "/" + Logging.SERVER_FILE;
    environment.put(optionsVariable(), heap.map(option -> option + " " + logging).orElse(logging));
    return environment;
  }

  @Override
  public String optionsVariable() {
    return "JVMFLAGS";
  }

  /**
   * {@code srvr} shows a mode only in a server that serves in a quorum; what it shows otherwise
   * becomes the probe's message.
   */
  @Override
  public String question(int clientPort) {
    return Program.connect(clientPort)
        + "; printf srvr >&3; why='it does not answer'; while read -r -t 3 line <&3;"
        + " do [[ $line == Mode:* ]] && return; why=$line; done; return 1";
  }

  @Override
  public long graceSeconds() {
    return GRACE_SECONDS;
  }
}
