package dev.slipway.it.embedded;

import static dev.slipway.dsl.Slipway.cluster;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Clusters that are started at once. */
final class SideBySide {
  private static final ClusterSpec SPEC =
      cluster("twin").zookeeper(1).kafka(kafka -> kafka.brokers(1).topic("t")).build();

  private SideBySide() {}

  /**
   * Starts so many clusters at once, writes to and reads from each while all are up, and closes
   * them.
   *
   * @return the number of distinct folders and addresses; two a cluster if all is well
   */
  static int run(int clusters) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clusters);
    List<EmbeddedDeployment> up = new ArrayList<>();
    try {
      List<Future<EmbeddedDeployment>> starting = new ArrayList<>();
      for (int i = 0; i < clusters; i++) {
        starting.add(threads.submit(() -> EmbeddedTarget.create().deploy(SPEC)));
      }
      Exception failure = null;
      for (Future<EmbeddedDeployment> start : starting) {
        try {
          up.add(start.get());
        } catch (java.util.concurrent.ExecutionException e) {
          failure = e;
        }
      }
      if (failure != null) {
        throw failure;
      }
      List<Callable<String>> uses =
          IntStream.range(0, clusters)
              .mapToObj(i -> (Callable<String>) () -> use(up.get(i), "of " + i))
              .toList();
      for (Future<String> use : threads.invokeAll(uses)) {
        use.get();
      }
      Set<String> distinct =
          up.stream().map(kafka -> kafka.folder().toString()).collect(Collectors.toSet());
      up.forEach(kafka -> distinct.add(kafka.bootstrapServers()));
      return distinct.size();
    } finally {
      up.forEach(EmbeddedDeployment::close);
      threads.shutdown();
    }
  }

  private static String use(EmbeddedDeployment kafka, String value) throws Exception {
    Clients.write(kafka.bootstrapServers(), "t", value);
    List<String> values = Clients.read(kafka.bootstrapServers(), "t", 1);
    if (!values.equals(List.of(value))) {
      throw new AssertionError("read: " + values + " (expected: " + value + ")");
    }
    return value;
  }
}
