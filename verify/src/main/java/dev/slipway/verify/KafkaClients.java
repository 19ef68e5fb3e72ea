package dev.slipway.verify;

import dev.slipway.core.loading.ContextLoader;
import dev.slipway.core.problem.OldLibraryException;
import java.security.CodeSource;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.common.utils.AppInfoParser;

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
    requireRecent(DescribeTopicsResult.class, AppInfoParser.getVersion());
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
