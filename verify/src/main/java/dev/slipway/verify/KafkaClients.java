package dev.slipway.verify;

import dev.slipway.core.loading.ContextLoader;
import dev.slipway.core.problem.OldLibraryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.CodeSource;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.DescribeTopicsResult;

/** The kafka-clients on the class path, which are the user's. */
public final class KafkaClients {
  /** The oldest version that Slipway can use: the first that describes topics by name. */
  public static final String LEAST = "3.1.0";

  private KafkaClients() {}

  /**
   * Makes a client with this thread's context class loader seeing Kafka.
   *
   * @throws OldLibraryException if kafka-clients are older than {@link #LEAST}
   */
  public static <T> T making(Supplier<T> client) {
    require();
    return ContextLoader.seeing(DescribeTopicsResult.class, client);
  }

  /** Fails early, instead of with an error of linkage in the middle of something. */
  static void require() {
    requireRecent(DescribeTopicsResult.class, version());
  }

  /** As the jar says it: the class that reads it out has another package from 4.4 on. */
  private static String version() {
    Properties said = new Properties();
    try (InputStream file =
        DescribeTopicsResult.class.getResourceAsStream("/kafka/kafka-version.properties")) {
      if (file != null) {
        said.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the version of kafka-clients can't be read", e);
    }
    return said.getProperty("version", "unknown");
  }

  /** By what is there: distributions number theirs otherwise. */
  static void requireRecent(Class<?> result, String version) {
    try {
      result.getMethod("allTopicNames");
    } catch (NoSuchMethodException e) {
      throw new OldLibraryException(
          "org.apache.kafka:kafka-clients", version, LEAST, place(result));
    }
  }

  private static String place(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null ? "an unknown place" : String.valueOf(source.getLocation());
  }
}
