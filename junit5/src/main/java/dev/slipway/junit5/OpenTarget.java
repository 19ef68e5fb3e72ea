package dev.slipway.junit5;

import dev.slipway.core.target.Deployment;
import dev.slipway.core.target.TestRun;
import dev.slipway.core.target.TestTarget;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The chosen target of a session: opened when it is first wanted, closed after its clusters. */
@SuppressWarnings("deprecation") // Before JUnit 5.13 a store closes values of this interface only.
final class OpenTarget implements ExtensionContext.Store.CloseableResource, AutoCloseable {
  private final String name;
  private final Function<String, Optional<String>> settings;
  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private @Nullable TestTarget target;

  OpenTarget(String name, Function<String, Optional<String>> settings) {
    this.name = name;
    this.settings = settings;
  }

  Deployment deploy(TestTarget.Request request) {
    return opened().deploy(request);
  }

  private synchronized TestTarget opened() {
    TestTarget open = target;
    if (open == null) {
      open = TargetChoice.provider(name).open(new Run());
      target = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    if (target != null) {
      target.close();
      target = null;
    }
  }

  private final class Run implements TestRun {
    @Override
    public String id() {
      return id;
    }

    @Override
    public Optional<String> setting(String key) {
      return settings.apply(key);
    }
  }
}
