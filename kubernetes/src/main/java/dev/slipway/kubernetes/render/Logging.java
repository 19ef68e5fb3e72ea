package dev.slipway.kubernetes.render;

/** What nodes log: everything of note, to the container's output. */
final class Logging {
  /** The file for brokers, by Log4j 1. */
  static final String BROKER_FILE = "log4j.properties";

  /** The file for servers, by Logback. */
  static final String SERVER_FILE = "logback.xml";

  private Logging() {}

  /**
   * Of a broker. The file in the image writes to files besides, which nobody reads and nothing
   * bounds; its levels are these.
   *
   * @see <a href="https://github.com/apache/kafka/blob/3.9.2/config/log4j.properties">Kafka 3.9.2:
   *     config/log4j.properties</a>
   */
  static String ofBroker() {
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

  /**
   * Of a server. It does not log each command that a probe sends; that apart, it is the console
   * half of the image's file.
   *
   * @see <a
   *     href="https://github.com/apache/zookeeper/blob/release-3.9.4/conf/logback.xml">ZooKeeper
   *     3.9.4: conf/logback.xml</a>
   */
  static String ofServer() {
    return """
    <configuration>
      <appender name="CONSOLE" class="ch.qos.logback.core.ConsoleAppender">
        <encoder>
          <pattern>%d{ISO8601} [myid:%X{myid}] - %-5p [%t:%C{1}@%L] - %m%n</pattern>
        </encoder>
      </appender>
      <logger name="org.apache.zookeeper.server.NIOServerCnxn" level="WARN"/>
      <root level="INFO">
        <appender-ref ref="CONSOLE"/>
      </root>
    </configuration>
    """;
  }
}
