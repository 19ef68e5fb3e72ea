package dev.slipway.embedded;

import java.nio.file.Path;
import java.util.Optional;

/** The server jars, unpacked once for all tests of a build. */
final class TestBundle {

  private TestBundle() {}

  static ServerBundle get() {
    return ServerBundle.unpack(
        TestBundle.class.getClassLoader(),
        Optional.of(Path.of("target", "server-cache").toAbsolutePath()));
  }
}
