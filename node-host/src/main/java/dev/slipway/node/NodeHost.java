package dev.slipway.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/** The main class of a child JVM, and what it does on command. */
public final class NodeHost {

  private final Map<String, Node> nodes = new ConcurrentHashMap<>();
  private final Events events;

  private NodeHost(Events events) {
    this.events = events;
  }

  /**
   * Takes commands from standard input until the parent ends.
   *
   * @param args lines that are taken before those of the standard input: what the child owns, so
   *     that there is no time at which it does not know
   */
  public static void main(String[] args) throws InterruptedException {
    BlockingQueue<List<String>> commands = new LinkedBlockingQueue<>();
    new ParentWatch(System.in, new OwnedFiles(), commands).start(args);

    Events events = new Events(System.out);
    System.setOut(System.err);
    NodeLogHandler.install(System.err);
    // Registers MBeans for a log system that is not here, and says at length that it cannot.
    System.setProperty("zookeeper.jmx.log4j.disable", "true");
    NodeHost host = new NodeHost(events);
    ExitTrap.install(host.nodes::values);

    events.hello();
    while (true) {
      host.carryOut(commands.take());
    }
  }

  private void carryOut(List<String> command) {
    String request = command.size() > 1 ? command.get(1) : "";
    try {
      switch (command.get(0)) {
        case "start" -> start(request, command.subList(2, command.size()));
        case "stop" -> inBackground(request, () -> stop(command.get(2)));
        case "await-brokers" ->
            inBackground(
                request,
                () ->
                    ClusterRequests.awaitBrokers(
                        command.get(2),
                        Integer.parseInt(command.get(3)),
                        Duration.ofMillis(Long.parseLong(command.get(4)))));
        case "create-topics" ->
            inBackground(
                request,
                () ->
                    ClusterRequests.createTopics(
                        command.get(2),
                        Path.of(command.get(3)),
                        Duration.ofMillis(Long.parseLong(command.get(4)))));
        case "await-metadata" -> inBackground(request, () -> awaitMetadata(command));
        default -> events.error(request, "unknown command: " + command);
      }
    } catch (RuntimeException e) {
      events.error(request, Node.reason(e));
    }
  }

  private void start(String request, List<String> arguments) {
    String kind = arguments.get(0);
    String id = arguments.get(1);
    Path config = Path.of(arguments.get(2));
    Path log = Path.of(arguments.get(3));
    Node previous = nodes.get(id);
    if (previous != null && !previous.isEnding()) {
      events.error(request, "node '%s' is running already; stop it first".formatted(id));
      return;
    }
    Server server =
        switch (kind) {
          case "zookeeper" -> new ZooKeeperServer(config);
          case "kafka" -> new KafkaBroker(config);
          default ->
              throw new IllegalArgumentException(
                  "kind: " + kind + " (expected: zookeeper or kafka)");
        };
    Node node = new Node(id, server, log, events);
    nodes.put(id, node);
    Future<?> started = node.start(previous);
    inBackground(request, started::get);
  }

  private void awaitMetadata(List<String> command) throws Exception {
    for (Node node : nodes.values()) {
      if (!node.isEnding()) {
        node.server()
            .awaitMetadata(
                Integer.parseInt(command.get(2)),
                command.subList(4, command.size()),
                Duration.ofMillis(Long.parseLong(command.get(3))));
      }
    }
  }

  private void stop(String id) throws Exception {
    Node node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException(
          "node '%s' is not hosted here (hosted: %s)".formatted(id, nodes.keySet()));
    }
    node.stop();
  }

  private void inBackground(String request, Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
                events.done(request);
              } catch (Throwable e) {
                events.error(request, Node.reason(e));
              }
            },
            "request-" + request);
    thread.start();
  }

  /** Something the parent has asked for. */
  private interface Task {
    void run() throws Exception;
  }
}
