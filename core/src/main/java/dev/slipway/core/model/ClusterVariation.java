package dev.slipway.core.model;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Builds a {@link ClusterSpec} from another: what is not said anew is taken from there. */
final class ClusterVariation implements ClusterSpec.Builder {
  private final ClusterSpec base;
  private final ClusterSpec.Builder builder = ClusterSpec.builder();
  private final Set<String> said = new HashSet<>();

  ClusterVariation(ClusterSpec base) {
    this.base = base;
    base.listeners().forEach(builder::listener);
    base.clients().forEach(builder::client);
    base.labels().forEach(builder::label);
    base.annotations().forEach(builder::annotation);
  }

  @Override
  public ClusterSpec.Builder name(String name) {
    said.add("name");
    builder.name(name);
    return this;
  }

  @Override
  public ClusterSpec.Builder quorum(MetadataQuorum quorum) {
    said.add("quorum");
    builder.quorum(quorum);
    return this;
  }

  @Override
  public ClusterSpec.Builder kafka(KafkaSpec kafka) {
    said.add("kafka");
    builder.kafka(kafka);
    return this;
  }

  @Override
  public ClusterSpec.Builder mesh(MeshSpec mesh) {
    said.add("mesh");
    builder.mesh(mesh);
    return this;
  }

  @Override
  public ClusterSpec.Builder namespaces(NamespacesSpec namespaces) {
    said.add("namespaces");
    builder.namespaces(namespaces);
    return this;
  }

  @Override
  public ClusterSpec.Builder kafka(Consumer<? super KafkaSpec.Builder> described) {
    KafkaSpec.Builder varied = base.kafka().toBuilder();
    described.accept(varied);
    return kafka(varied.build());
  }

  @Override
  public ClusterSpec.Builder zookeeper(Consumer<? super ZooKeeperSpec.Builder> described) {
    ZooKeeperSpec.Builder varied =
        base.quorum() instanceof ZooKeeperSpec there ? there.toBuilder() : ZooKeeperSpec.builder();
    described.accept(varied);
    return quorum(varied.build());
  }

  @Override
  public ClusterSpec.Builder listener(ListenerSpec listener) {
    builder.listener(listener);
    return this;
  }

  @Override
  public ClusterSpec.Builder client(ServiceAccount client) {
    builder.client(client);
    return this;
  }

  @Override
  public ClusterSpec.Builder label(String key, String value) {
    builder.label(key, value);
    return this;
  }

  @Override
  public ClusterSpec.Builder annotation(String key, String value) {
    builder.annotation(key, value);
    return this;
  }

  @Override
  public ClusterSpec build() {
    if (said.add("name")) {
      builder.name(base.name());
    }
    if (said.add("quorum")) {
      builder.quorum(base.quorum());
    }
    if (said.add("kafka")) {
      builder.kafka(base.kafka());
    }
    if (said.add("mesh")) {
      base.mesh().ifPresent(builder::mesh);
    }
    boolean followsName = base.namespaces().equals(NamespacesSpec.single(base.name()));
    if (!followsName && said.add("namespaces")) {
      builder.namespaces(base.namespaces());
    }
    return builder.build();
  }
}
