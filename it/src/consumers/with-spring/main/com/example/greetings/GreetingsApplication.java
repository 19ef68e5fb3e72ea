package com.example.greetings;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

@SpringBootApplication
public class GreetingsApplication {
  public static void main(String[] args) {
    SpringApplication.run(GreetingsApplication.class, args);
  }

  /** Says hello, and hears who does. */
  @Component
  static class Greetings {
    private final KafkaTemplate<String, String> kafka;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    Greetings(KafkaTemplate<String, String> kafka) {
      this.kafka = kafka;
    }

    void greet(String whom) {
      kafka.send("greetings", "hello " + whom);
    }

    @KafkaListener(topics = "greetings", groupId = "${greetings.group:greetings}")
    void hear(String greeting) {
      heard.add(greeting);
    }

    List<String> heard() {
      return List.copyOf(heard);
    }
  }
}
