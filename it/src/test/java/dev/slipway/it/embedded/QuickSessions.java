package dev.slipway.it.embedded;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.ListenerSpec;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.exposure.Exposures;
import java.util.function.Consumer;

/**
 * Clusters in which a killed broker is taken for dead after two seconds, so that tests which kill
 * need not wait for the usual six.
 */
final class QuickSessions {
  private QuickSessions() {}

  static ClusterSpec cluster(
      String name, int servers, int brokers, Consumer<KafkaSpec.Builder> more) {
    KafkaSpec.Builder kafka =
        KafkaSpec.builder().brokers(brokers).setting("zookeeper.session.timeout.ms", "2000");
    more.accept(kafka);
    return ClusterSpec.builder()
        .name(name)
        .quorum(
            // The shortest session is twice as long.
            ZooKeeperSpec.builder().servers(servers).setting("tickTime", "1000").build())
        .kafka(kafka.build())
        .listener(ListenerSpec.of(Exposures.nodePortPerBroker()))
        .build();
  }
}
