package dev.slipway.kubernetes.render;

/**
 * What a broker logs: everything of note, to the container's output. The file in the image writes
 * to files besides, which nobody reads and nothing bounds.
 *
 * @see <a href="https://github.com/apache/kafka/blob/3.9.2/config/log4j.properties">Kafka 3.9.2:
 *     config/log4j.properties, whose levels these are</a>
 */
final class BrokerLogging {
  private BrokerLogging() {}

  static String text() {
    return """
    log4j.rootLogger=INFO, stdout
    log4j.appender.stdout=org.apache.log4j.ConsoleAppender
    log4j.appender.stdout.layout=org.apache.log4j.PatternLayout
    log4j.appender.stdout.layout.ConversionPattern=[%d] %p %m (%c)%n
    log4j.logger.org.apache.kafka=INFO
    log4j.logger.kafka=INFO
    log4j.logger.kafka.network.RequestChannel$=WARN
    log4j.logger.kafka.request.logger=WARN
    log4j.logger.org.apache.zookeeper=INFO
    log4j.logger.state.change.logger=INFO
    """;
  }
}
