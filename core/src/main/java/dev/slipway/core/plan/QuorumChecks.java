package dev.slipway.core.plan;

import dev.slipway.core.problem.ProblemCode;

/** The chroot and the connect string of an existing ZooKeeper. */
final class QuorumChecks {
  private QuorumChecks() {}

  static void chroot(String chroot, ProblemList problems) {
    if (!ConnectString.isChroot(chroot)) {
      problems.error(
          ProblemCode.CHROOT_INVALID,
          "zookeeper.chroot",
          chroot,
          "an absolute path such as /kafka, without a slash at its end and not below /zookeeper",
          "rewrite the path, or leave it out for the root");
    }
  }

  static void connect(String connect, ProblemList problems) {
    if (connect.indexOf('/') >= 0) {
      problems.error(
          ProblemCode.CONNECT_STRING_INVALID,
          "zookeeper.connect",
          connect,
          "host:port of each server, without a chroot",
          "give the chroot as the second argument of existing(...)");
      return;
    }
    ConnectString.parse(
        connect,
        new ConnectString.Wrong() {
          @Override
          public void part(String part) {
            problems.error(
                ProblemCode.CONNECT_STRING_INVALID,
                "zookeeper.connect",
                part,
                "host:port, such as zk-0.zk:2181",
                "give every server a host and a port, separated by single commas");
          }

          @Override
          public void twice(String part) {
            problems.error(
                ProblemCode.CONNECT_STRING_INVALID,
                "zookeeper.connect",
                part,
                "every server once",
                "leave out the repetition");
          }
        });
  }
}
