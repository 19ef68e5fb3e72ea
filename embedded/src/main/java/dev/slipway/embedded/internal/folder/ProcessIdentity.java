package dev.slipway.embedded.internal.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A process, told apart from those that had its id before it or have it in another container.
 *
 * @param started when it started: on Linux in ticks since the machine was booted ({@code starttime}
 *     in proc(5)), elsewhere in milliseconds since 1970; -1 if that is not known
 * @param space where its id is valid: on Linux the process id namespace and this boot of the
 *     machine, elsewhere {@code -}
 */
public record ProcessIdentity(long pid, long started, String space) {

  private static final String NO_SPACE = "-";

  /** After the name of the program, which may hold anything and ends with the last parenthesis. */
  private static final int START_TIME = 19;

  /** Start instants are reckoned from the machine's boot time, and by each JVM anew. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  static ProcessIdentity of(ProcessHandle process) {
    String space = spaceHere();
    return new ProcessIdentity(process.pid(), started(process, space), space);
  }

  /** Names this JVM in file names: no other has the same, in whichever container it runs. */
  public static String nameOfThisJvm() {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return self.pid() + "-" + Long.toHexString(started);
  }

  /** As {@link #line()}, or a process that never was if the line is only half there. */
  static ProcessIdentity parsed(String line) {
    String[] fields = line.split(" ", -1);
    try {
      return new ProcessIdentity(Long.parseLong(fields[0]), Long.parseLong(fields[1]), fields[2]);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException halfWritten) {
      return new ProcessIdentity(-1, -1, NO_SPACE);
    }
  }

  String line() {
    return pid + " " + started + " " + space;
  }

  /** Whether it is this one. */
  boolean is(ProcessHandle process) {
    if (started < 0 || process.pid() != pid || !space.equals(spaceHere())) {
      return false;
    }
    long now = started(process, space);
    return space.equals(NO_SPACE)
        ? now >= 0 && Math.abs(now - started) <= TOLERANCE.toMillis()
        : now == started;
  }

  private static String spaceHere() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
          + "/"
          + Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException | UnsupportedOperationException notLinux) {
      return NO_SPACE;
    }
  }

  private static long started(ProcessHandle process, String space) {
    if (space.equals(NO_SPACE)) {
      return process.info().startInstant().map(Instant::toEpochMilli).orElse(-1L);
    }
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[START_TIME]);
    } catch (IOException ended) {
      return -1;
    }
  }
}
