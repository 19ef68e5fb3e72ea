package dev.slipway.embedded;

import java.nio.file.Path;

/** Unpacks the server jars and says where they are. */
final class BundleProgram {

  private BundleProgram() {}

  public static void main(String[] args) {
    System.out.println(
        ServerBundle.unpack(BundleProgram.class.getClassLoader(), Path.of(args[0])).classPath());
  }
}
