package dev.slipway.junit5;

import static dev.slipway.dsl.Slipway.cluster;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.json.SpecJson;
import dev.slipway.core.loading.ProviderSearch;
import dev.slipway.core.probe.ClusterAdmin;
import dev.slipway.core.probe.Verifier;
import dev.slipway.core.problem.MissingProviderException;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import dev.slipway.verify.KafkaClients;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the context class loader is, Slipway and Kafka find their own. */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
class ClassLoadersTest {
  private final @Nullable ClassLoader before = Thread.currentThread().getContextClassLoader();
  private @Nullable URLClassLoader copy;

  enum Context {
    /** None. */
    NULL,
    /** Knows neither Slipway nor Kafka. */
    PLATFORM,
    /** Has another copy of both. */
    COPY
  }

  @BeforeEach
  void copy() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    copy = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  @AfterEach
  void restore() throws IOException {
    Thread.currentThread().setContextClassLoader(before);
    if (copy != null) {
      copy.close();
    }
  }

  private void enter(Context context) {
    Thread.currentThread()
        .setContextClassLoader(
            switch (context) {
              case NULL -> null;
              case PLATFORM -> ClassLoader.getPlatformClassLoader();
              case COPY -> copy;
            });
  }

  @ParameterizedTest
  @EnumSource
  void findsEveryProvider(Context context) {
    enter(context);

    assertThat(Verifier.load()).isNotNull();
    assertThat(ClusterAdmin.Factory.load()).isNotNull();
    assertThat(TargetChoice.provider("embedded").name()).isEqualTo("embedded");
    assertThat(SpecJson.create().write(cluster().zookeeper(1).kafka(1).build())).contains("kafka");
  }

  @ParameterizedTest
  @EnumSource
  void launchesAndVerifies(Context context) {
    enter(context);

    try (EmbeddedDeployment kafka =
        EmbeddedTarget.create().deploy(cluster().zookeeper(1).kafka(1).build())) {
      kafka.verify().orThrow();
      String serializer = StringSerializer.class.getName();
      try (KafkaProducer<String, String> byName =
          KafkaClients.making(
              () ->
                  new KafkaProducer<>(
                      Map.of(
                          "bootstrap.servers",
                          kafka.bootstrapServers(),
                          "key.serializer",
                          serializer,
                          "value.serializer",
                          serializer)))) {
        assertThat(byName.metrics()).isNotEmpty();
      }
    }
  }

  /** With no context class loader a search goes to the system's, which has another copy then. */
  @Test
  void findsItsOwnWhereAnotherLoaderThanTheSystemsHasLoadedIt() throws Exception {
    ClassLoader own = requireNonNull(copy);
    enter(Context.NULL);

    Object found = own.loadClass(Verifier.class.getName()).getMethod("load").invoke(null);

    assertThat(requireNonNull(found).getClass().getClassLoader()).isSameAs(own);
  }

  @Test
  void namesTheOtherCopyWhereItIsAllThereIs() {
    enter(Context.COPY);

    assertThatThrownBy(() -> ProviderSearch.of(Watching.class).first("watching", "com.example:it"))
        .isInstanceOf(MissingProviderException.class)
        .hasMessageStartingWith(
            "watching: not on the class path (expected: the artifact com.example:it, loaded by the"
                + " class loader of slipway-core; passed over: what java.net.URLClassLoader@")
        .hasMessageEndingWith("which has a copy of Slipway of its own)");
  }

  /** A contract that nobody provides. */
  public interface Watching {}
}
