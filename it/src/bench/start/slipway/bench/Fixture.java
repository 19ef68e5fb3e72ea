package bench;

import static dev.slipway.dsl.Slipway.cluster;

import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import java.nio.file.Path;
import java.util.List;

/** Three servers and three brokers of Slipway. */
final class Fixture {
  private Fixture() {}

  /** With the cache, and perhaps {@code process-per-node} and {@code without-archive}. */
  public static void main(String[] args) {
    List<String> options = List.of(args);
    Start.run(
        () -> {
          EmbeddedTarget target = EmbeddedTarget.create().cacheIn(Path.of(args[0]));
          if (options.contains("process-per-node")) {
            target = target.oneProcessPerNode();
          }
          if (options.contains("without-archive")) {
            target = target.withoutArchive();
          }
          EmbeddedDeployment kafka = cluster().zookeeper(3).kafka(3).deployTo(target);
          if (System.getProperty("bench.phases") != null) {
            System.err.println(kafka.phases());
          }
          return new Start.Cluster() {
            @Override
            public String bootstrap() {
              return kafka.bootstrapServers();
            }

            @Override
            public void close() {
              kafka.close();
            }
          };
        });
  }
}
