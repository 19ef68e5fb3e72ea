package dev.slipway.embedded;

import java.nio.file.Path;

/**
 * A program that does what {@link EmbeddedTarget#prepareArchive()} does, for images of machines
 * that run tests.
 */
public final class PrepareArchive {
  private PrepareArchive() {}

  /**
   * Unpacks the server jars, makes their archive, and says where it is.
   *
   * @param args the folder of {@link EmbeddedTarget#cacheIn}; if unspecified, the user's cache
   */
  public static void main(String[] args) {
    EmbeddedTarget target = EmbeddedTarget.create();
    System.out.println(
        (args.length == 0 ? target : target.cacheIn(Path.of(args[0]))).prepareArchive());
  }
}
