package dev.slipway.verify;

import dev.slipway.core.probe.Access.Door;
import dev.slipway.core.probe.ProbeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Writes a record to every broker through one listener, and reads each back the same way. */
final class RoundTrip {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Door door;
  private final Clients clients;
  private final Map<Integer, Integer> leaders;
  private final String token = UUID.randomUUID().toString();
  private final Map<Integer, ProbeResult> results = new TreeMap<>();

  RoundTrip(Door door, Clients clients, Map<Integer, Integer> leaders) {
    this.door = door;
    this.clients = clients;
    this.leaders = leaders;
  }

  List<ProbeResult> run(Deadline deadline) {
    long begin = System.nanoTime();
    try {
      // Half of the time for each: a broker that does not answer must not take it from the others.
      read(write(begin, Deadline.in(deadline.left().dividedBy(2))), begin, deadline);
    } catch (KafkaException e) {
      for (int broker = 0; broker < door.brokers().size(); broker++) {
        fail(broker, begin, Failures.seen(e), Failures.cause(e));
      }
    }
    return new ArrayList<>(results.values());
  }

  private Map<TopicPartition, Long> write(long begin, Deadline deadline) {
    Map<TopicPartition, Long> written = new HashMap<>();
    Producer<String, String> producer = clients.producer();
    try {
      Map<Integer, Future<RecordMetadata>> sent = new TreeMap<>();
      for (int broker = 0; broker < door.brokers().size(); broker++) {
        if (deadline.passed()) {
          fail(broker, begin, "not written: no time was left", "an earlier broker did not answer");
          continue;
        }
        if (!Integer.valueOf(broker).equals(leaders.get(broker))) {
          fail(
              broker,
              begin,
              "leads no partition",
              "it is down, or was not in sync when leaders were elected");
          continue;
        }
        TopicPartition partition = ProbeTopic.partition(broker);
        sent.put(
            broker,
            producer.send(
                new ProducerRecord<>(partition.topic(), partition.partition(), "probe", token)));
      }
      Map<Integer, Exception> refused = new TreeMap<>();
      sent.forEach(
          (broker, future) -> {
            try {
              RecordMetadata metadata =
                  future.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
              written.put(ProbeTopic.partition(broker), metadata.offset());
            } catch (ExecutionException | TimeoutException e) {
              refused.put(broker, e);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              refused.put(broker, e);
            }
          });
      Map<Integer, Boolean> answers = refused.isEmpty() ? Map.of() : clients.answers();
      refused.forEach(
          (broker, failure) ->
              fail(
                  broker,
                  begin,
                  "not written: " + Failures.seen(failure),
                  cause(broker, failure, answers)));
    } finally {
      // What has not been acknowledged by now is reported as such.
      producer.close(Duration.ZERO);
    }
    return written;
  }

  /** A write fails by its own broker's fault, or by that of one which has to copy the record. */
  private static String cause(int broker, Exception failure, Map<Integer, Boolean> answers) {
    List<Integer> silent =
        answers.entrySet().stream()
            .filter(answer -> !answer.getValue())
            .map(Map.Entry::getKey)
            .toList();
    if (silent.isEmpty()) {
      return Failures.cause(failure);
    }
    return silent.contains(broker)
        ? "it does not answer at the address it advertises: it is down, hangs, or can't be reached"
        : "it answers, but has to wait for broker " + silent + ", which does not";
  }

  private void read(Map<TopicPartition, Long> written, long begin, Deadline deadline) {
    if (written.isEmpty()) {
      return;
    }
    try (Consumer<String, String> consumer = clients.consumer()) {
      consumer.assign(written.keySet());
      written.forEach(consumer::seek);
      Map<TopicPartition, Long> awaited = new HashMap<>(written);
      while (!awaited.isEmpty() && !deadline.passed()) {
        for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
          if (token.equals(record.value())) {
            awaited.remove(new TopicPartition(record.topic(), record.partition()));
            results.put(
                record.partition(),
                ProbeResult.passed(
                    "round trip",
                    subject(record.partition()),
                    BrokerProbes.since(begin),
                    "written and read at offset " + record.offset()));
          }
        }
      }
      awaited
          .keySet()
          .forEach(
              part ->
                  fail(
                      part.partition(),
                      begin,
                      "written, but not read back in time",
                      "the broker stopped serving, or serves too slowly"));
    } catch (InterruptException e) {
      // Kafka's own; it has restored the thread's interrupted state.
      written
          .keySet()
          .forEach(part -> fail(part.partition(), begin, "interrupted", Failures.cause(e)));
    }
  }

  private void fail(int broker, long begin, String seen, String cause) {
    results.putIfAbsent(
        broker,
        ProbeResult.failed(
            "round trip",
            subject(broker),
            BrokerProbes.since(begin),
            seen,
            "a record written with acks=all and read back",
            cause));
  }

  private String subject(int broker) {
    return door.listener() + " of broker " + broker;
  }
}
