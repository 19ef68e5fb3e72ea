package dev.slipway.embedded;

import dev.slipway.embedded.internal.bundle.ServerBundle;
import java.nio.file.Path;
import java.util.Optional;

/** The server jars and their archive, made once for all tests of a build. */
public final class TestBundle {

  private TestBundle() {}

  public static ServerBundle get() {
    return ServerBundle.unpack(
        TestBundle.class.getClassLoader(),
        Optional.of(Path.of("target", "server-cache").toAbsolutePath()));
  }
}
