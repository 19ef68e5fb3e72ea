package dev.slipway.embedded.internal.bundle;

import java.nio.file.Path;
import java.util.Optional;

/** Unpacks the server jars and says where they are. */
final class BundleProgram {

  private BundleProgram() {}

  public static void main(String[] args) {
    System.out.println(
        ServerBundle.unpack(BundleProgram.class.getClassLoader(), Optional.of(Path.of(args[0])))
            .classPath());
  }
}
