package dev.slipway.junit5;

/**
 * A topic that nobody else has: made for one test when it is first injected, the same in its
 * constructor, fields, lifecycle methods and method, and deleted after it. What is injected where
 * there is no test, as in {@code @BeforeAll}, lives as long as the class.
 *
 * @param name its name, made of the test's and of chance
 * @param partitions the number of its partitions
 */
public record Topic(String name, int partitions) {
  /** The name, so that it can be used as a text. */
  @Override
  public String toString() {
    return name;
  }
}
