package dev.slipway.dsl;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ExposureSpec;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.ListenerSpec;
import dev.slipway.core.model.MeshSpec;
import dev.slipway.core.model.MetadataQuorum;
import dev.slipway.core.model.NamespacesSpec;
import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.core.target.Deployment;
import dev.slipway.core.target.Target;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A complete sentence: what was said, in its order, and the value it makes. */
final class CompleteSentence implements VariedSentence {
  private final Supplier<ClusterSpec.Builder> beginning;
  private final List<Word> said;
  private final ClusterSpec spec;

  private CompleteSentence(Supplier<ClusterSpec.Builder> beginning, List<Word> said) {
    ClusterSpec.Builder builder = beginning.get();
    said.forEach(word -> word.effect().accept(builder));
    this.beginning = beginning;
    this.said = said;
    this.spec = builder.build();
  }

  static MeshlessSentence of(String name, MetadataQuorum quorum, KafkaSpec kafka) {
    return new CompleteSentence(
        ClusterSpec::builder,
        List.of(
            Word.once("name", name, builder -> builder.name(name)),
            Word.once("quorum", quorum, builder -> builder.quorum(quorum)),
            Word.once("kafka", kafka, builder -> builder.kafka(kafka))));
  }

  static VariedSentence of(ClusterSpec spec) {
    return new CompleteSentence(spec::toBuilder, List.of());
  }

  @Override
  public VariedSentence named(String name) {
    return with(Word.once("name", name, builder -> builder.name(name)));
  }

  @Override
  public VariedSentence zookeeper(Consumer<? super ZooKeeperSpec.Builder> described) {
    ZooKeeperSpec.Builder varied =
        spec.quorum() instanceof ZooKeeperSpec there ? there.toBuilder() : ZooKeeperSpec.builder();
    described.accept(varied);
    ZooKeeperSpec zookeeper = varied.build();
    return with(Word.once("quorum", zookeeper, builder -> builder.quorum(zookeeper)));
  }

  @Override
  public VariedSentence kafka(Consumer<? super KafkaSpec.Builder> described) {
    KafkaSpec.Builder varied = spec.kafka().toBuilder();
    described.accept(varied);
    KafkaSpec kafka = varied.build();
    return with(Word.once("kafka", kafka, builder -> builder.kafka(kafka)));
  }

  @Override
  public Sentence mesh(MeshSpec mesh) {
    return with(Word.once("mesh", mesh, builder -> builder.mesh(mesh)));
  }

  @Override
  public MeshlessSentence expose(ExposureSpec exposure) {
    return listener(listener -> listener.exposure(exposure));
  }

  @Override
  public MeshlessSentence expose(String listenerName, ExposureSpec exposure) {
    return listener(listener -> listener.name(listenerName).exposure(exposure));
  }

  @Override
  public MeshlessSentence listener(Consumer<? super ListenerSpec.Builder> described) {
    ListenerSpec.Builder listening = ListenerSpec.builder();
    described.accept(listening);
    ListenerSpec listener = listening.build();
    return with(Word.again("listener", listener, builder -> builder.listener(listener)));
  }

  @Override
  public MeshlessSentence allow(ServiceAccount... clients) {
    return with(Stream.of(clients).map(CompleteSentence::client).toArray(Word[]::new));
  }

  @Override
  public MeshlessSentence inNamespace(String namespace) {
    return in(NamespacesSpec.single(namespace));
  }

  @Override
  public MeshlessSentence inNamespaces(String zookeeper, String kafka) {
    return in(NamespacesSpec.of(zookeeper, kafka));
  }

  @Override
  public MeshlessSentence inExistingNamespace(String namespace) {
    return in(NamespacesSpec.existing(namespace, namespace));
  }

  @Override
  public MeshlessSentence inExistingNamespaces(String zookeeper, String kafka) {
    return in(NamespacesSpec.existing(zookeeper, kafka));
  }

  @Override
  public MeshlessSentence label(String key, String value) {
    return with(Word.once("label " + key, value, builder -> builder.label(key, value)));
  }

  @Override
  public MeshlessSentence annotation(String key, String value) {
    return with(Word.once("annotation " + key, value, builder -> builder.annotation(key, value)));
  }

  @Override
  public ClusterSpec build() {
    return spec;
  }

  @Override
  public <D extends Deployment> D deployTo(Target<D> target) {
    return target.deploy(spec);
  }

  /** Prints what it says so far. */
  @Override
  public String toString() {
    return spec.toString();
  }

  private MeshlessSentence in(NamespacesSpec namespaces) {
    return with(Word.once("namespaces", namespaces, builder -> builder.namespaces(namespaces)));
  }

  private static Word client(ServiceAccount client) {
    return Word.again("client", client, builder -> builder.client(client));
  }

  private CompleteSentence with(Word... more) {
    for (Word word : more) {
      said.forEach(word::refuseAfter);
    }
    return new CompleteSentence(beginning, Stream.concat(said.stream(), Stream.of(more)).toList());
  }

  /**
   * One thing said.
   *
   * @param what what it is about
   * @param value what is said of it
   * @param single whether it can be said once only
   * @param effect says it to a builder
   */
  private record Word(
      String what, Object value, boolean single, Consumer<ClusterSpec.Builder> effect) {
    static Word once(String what, Object value, Consumer<ClusterSpec.Builder> effect) {
      return new Word(what, value, true, effect);
    }

    static Word again(String what, Object value, Consumer<ClusterSpec.Builder> effect) {
      return new Word(what, value, false, effect);
    }

    void refuseAfter(Word earlier) {
      if (single && what.equals(earlier.what)) {
        throw new IllegalStateException(
            what + ": " + value + " after " + earlier.value + " (expected: said once)");
      }
    }
  }
}
