package dev.slipway.embedded.internal.process;

import dev.slipway.embedded.internal.folder.RunFolder;
import dev.slipway.embedded.internal.folder.UserTempFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A user's JVM, which runs a cluster and then meets with a fate. */
public final class ParentProgram {

  /** What has come about when it says that it is ready. */
  public enum Scene {
    /** The cluster is up. */
    UP,
    /** The cluster is up, one node is paused. */
    PAUSED,
    /** The nodes have been told to start. */
    STARTING,
    /** The cluster is up, and main has returned by System.exit without closing it. */
    EXITING,
    /** There is a run folder and a process recorded in it that does not listen to anybody. */
    FOLDER
  }

  private ParentProgram() {}

  public static void main(String[] args) throws Exception {
    Path temp = Path.of(args[0]);
    TestCluster.Layout layout = TestCluster.Layout.valueOf(args[1]);
    Scene scene = Scene.valueOf(args[2]);
    if (scene == Scene.FOLDER) {
      folder(temp);
    } else {
      cluster(temp, layout, scene);
    }
    System.out.println("ready");
    if (scene == Scene.EXITING) {
      if (System.in.read() >= 0) {
        System.exit(0);
      }
    }
    new CountDownLatch(1).await();
  }

  private static void cluster(Path temp, TestCluster.Layout layout, Scene scene) throws Exception {
    TestCluster cluster = TestCluster.prepare(temp, layout, 1, 1);
    if (scene == Scene.STARTING) {
      cluster.startWithoutWaiting();
      return;
    }
    cluster.up();
    if (scene == Scene.PAUSED) {
      cluster.host("kafka-0").pause();
    }
  }

  private static void folder(Path temp) throws IOException {
    RunFolder folder = RunFolder.temporary("left", UserTempFolder.in(temp, "tester"));
    Process deaf = new ProcessBuilder("/bin/sh", "-c", "exec sleep 300").start();
    folder.record(deaf.toHandle());
  }
}
