package dev.slipway.it.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A producer that writes to all partitions without a pause, and a consumer that reads along. */
final class Traffic implements AutoCloseable {
  static final int PARTITIONS = 3;

  private static final long BETWEEN_WRITES = 2;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> read = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final AtomicIntegerArray acknowledgedOf = new AtomicIntegerArray(PARTITIONS);
  private final AtomicIntegerArray readOf = new AtomicIntegerArray(PARTITIONS);
  private final String bootstrap;
  private final String topic;
  private final Thread writer = new Thread(this::write, "traffic-writer");
  private final Thread reader = new Thread(this::read, "traffic-reader");
  private volatile boolean writing = true;
  private volatile boolean reading = true;

  private Traffic(String bootstrap, String topic) {
    this.bootstrap = bootstrap;
    this.topic = topic;
  }

  static Traffic over(String bootstrap, String topic) {
    Traffic traffic = new Traffic(bootstrap, topic);
    traffic.writer.start();
    traffic.reader.start();
    return traffic;
  }

  private void write() {
    try (KafkaProducer<String, String> producer =
        Clients.producer(
            bootstrap,
            Map.of(
                "acks",
                "all",
                "enable.idempotence",
                true,
                "delivery.timeout.ms",
                60_000,
                "request.timeout.ms",
                5_000))) {
      for (int number = 0; writing; number++) {
        int partition = number % PARTITIONS;
        String value = Integer.toString(number);
        // The callback has it all.
        var unused =
            producer.send(
                new ProducerRecord<>(topic, partition, null, value),
                (metadata, failure) -> {
                  if (failure == null) {
                    acknowledged.add(value);
                    acknowledgedOf.incrementAndGet(partition);
                  } else {
                    failures.add(failure);
                  }
                });
        Thread.sleep(BETWEEN_WRITES);
      }
    } catch (Exception e) {
      failures.add(e);
    }
  }

  private void read() {
    try (KafkaConsumer<String, String> consumer =
        Clients.consumer(bootstrap, "auditors-of-" + topic)) {
      consumer.subscribe(List.of(topic));
      while (reading) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(50))) {
          read.add(record.value());
          readOf.incrementAndGet(record.partition());
        }
      }
    } catch (RuntimeException e) {
      failures.add(e);
    }
  }

  /** Waits until so many more records of each partition are acknowledged and read. */
  void awaitProgress(int records) throws Exception {
    int[] goal = new int[2 * PARTITIONS];
    for (int partition = 0; partition < PARTITIONS; partition++) {
      goal[partition] = acknowledgedOf.get(partition) + records;
      goal[PARTITIONS + partition] = readOf.get(partition) + records;
    }
    Until.met(
        () -> {
          for (int partition = 0; partition < PARTITIONS; partition++) {
            if (acknowledgedOf.get(partition) < goal[partition]
                || readOf.get(partition) < goal[PARTITIONS + partition]) {
              return false;
            }
          }
          return true;
        });
  }

  int acknowledged() {
    return acknowledged.size();
  }

  /** Ends the writing, reads on to the end, and counts what was acknowledged but can't be read. */
  long lost() throws Exception {
    writing = false;
    writer.join();
    try {
      Until.met(() -> read.containsAll(acknowledged));
    } catch (AssertionError missing) {
      // Counted below.
    }
    return acknowledged.stream().filter(value -> !read.contains(value)).count();
  }

  List<Throwable> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    writing = false;
    reading = false;
    try {
      writer.join();
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
