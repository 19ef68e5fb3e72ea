package dev.slipway.junit5;

import dev.slipway.core.problem.NotReadyException;
import dev.slipway.core.target.Deployment;
import dev.slipway.core.target.TestRun;
import dev.slipway.core.target.TestTarget;
import dev.slipway.core.target.TestTargetProvider;
import dev.slipway.embedded.EmbeddedTarget;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The embedded target by another name, which tells what was done with it. */
final class Watched implements TestTarget {
  static final String NAME = "watched";

  /** What was done, in order. */
  static final List<String> EVENTS = new CopyOnWriteArrayList<>();

  static final List<Deployment> LAUNCHED = new CopyOnWriteArrayList<>();

  private final String run;

  private Watched(String run) {
    this.run = run;
  }

  static void forget() {
    EVENTS.clear();
    LAUNCHED.clear();
  }

  @Override
  public Deployment deploy(Request request) {
    EmbeddedTarget target = EmbeddedTarget.create();
    Deployment deployment =
        (request.oneProcessPerNode() ? target.oneProcessPerNode() : target).deploy(request.spec());
    EVENTS.add("launch " + request.spec().name());
    LAUNCHED.add(deployment);
    return deployment;
  }

  @Override
  public void close() {
    EVENTS.add("close " + run);
  }

  /** Found by its name. */
  public static final class Provider implements TestTargetProvider {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public TestTarget open(TestRun run) {
      if (!run.id().matches("[0-9a-f]{8}") || run.setting("no.such.setting").isPresent()) {
        throw new IllegalArgumentException("run: " + run.id() + " (expected: eight digits)");
      }
      EVENTS.add("open " + run.setting(TargetChoice.SETTING).orElse("?"));
      return new Watched(NAME);
    }
  }

  /** Can't launch anything. */
  public static final class Failing implements TestTargetProvider {
    @Override
    public String name() {
      return "failing";
    }

    @Override
    public TestTarget open(TestRun run) {
      return new TestTarget() {
        @Override
        public Deployment deploy(Request request) {
          EVENTS.add("fail " + request.spec().name());
          throw new NotReadyException("Cluster did not start", List.of());
        }

        @Override
        public void close() {}
      };
    }
  }
}
