package com.example.orders;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/** Adds up what each customer has ordered. */
public final class Totals implements AutoCloseable {
  private final KafkaStreams streams;

  public Totals(String bootstrapServers, String orders, String totals, Path state) {
    Properties settings = new Properties();
    settings.put("application.id", "totals-" + orders);
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("state.dir", state.toString());
    settings.put("commit.interval.ms", "100");
    settings.put("statestore.cache.max.bytes", "0");
    streams = new KafkaStreams(topology(orders, totals), settings);
    streams.start();
  }

  static Topology topology(String orders, String totals) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(orders, Consumed.with(Serdes.String(), new OrderSerde()))
        .mapValues(Order::cents)
        .groupByKey(Grouped.with(Serdes.String(), Serdes.Long()))
        .reduce(
            Long::sum,
            Materialized.<String, Long>as(Stores.inMemoryKeyValueStore("totals"))
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.Long()))
        .toStream()
        .to(totals, Produced.with(Serdes.String(), Serdes.Long()));
    return builder.build();
  }

  @Override
  public void close() {
    streams.close(Duration.ofSeconds(10));
  }
}
