package com.example.orders;

/** What a customer has ordered. */
public record Order(String id, String customer, long cents) {
  static Order parse(String text) {
    String[] parts = text.split(";", 3);
    return new Order(parts[0], parts[1], Long.parseLong(parts[2]));
  }

  String text() {
    return id + ";" + customer + ";" + cents;
  }
}
