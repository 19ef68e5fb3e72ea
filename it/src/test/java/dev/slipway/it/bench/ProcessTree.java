package dev.slipway.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process and all that it has started have used so far, from Linux's {@code /proc}. */
final class ProcessTree {
  /** The kernel's unit of times for programs, USER_HZ, on every platform of today. */
  private static final double TICKS_OF_A_SECOND = 100;

  private static final Path PROC = Path.of("/proc");
  private static final double KIB_OF_A_MIB = 1024;

  private final ProcessHandle root;

  ProcessTree(ProcessHandle root) {
    this.root = root;
  }

  List<ProcessHandle> members() {
    return Stream.concat(Stream.of(root), root.descendants()).toList();
  }

  /** Seconds of all processors, those of ended processes included. */
  double cpuSeconds() {
    // After the name, which may hold spaces: state is the third field of proc(5), utime the 14th.
    return members().stream()
        .map(process -> read(process, "stat"))
        .filter(stat -> !stat.isEmpty())
        .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1))
        .mapToDouble(
            fields -> {
              long ticks = 0;
              for (int i = 11; i <= 14; i++) {
                ticks += Long.parseLong(fields[i]);
              }
              return ticks / TICKS_OF_A_SECOND;
            })
        .sum();
  }

  /** The sum of each living process's peak, in MiB; what processes share is counted for each. */
  double peakMebibytes() {
    return members().stream()
        .flatMap(process -> read(process, "status").lines())
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB_OF_A_MIB)
        .sum();
  }

  /** Seconds that all processors of the machine were busy for anybody, since it was booted. */
  static double machineSeconds() throws IOException {
    String[] fields = Files.readAllLines(PROC.resolve("stat")).get(0).split(" +", -1);
    long busy = 0;
    // user, nice, system; then irq, softirq, steal, past idle and iowait.
    for (int i : new int[] {1, 2, 3, 6, 7, 8}) {
      busy += Long.parseLong(fields[i]);
    }
    return busy / TICKS_OF_A_SECOND;
  }

  private static String read(ProcessHandle process, String file) {
    try {
      return Files.readString(PROC.resolve(Long.toString(process.pid())).resolve(file));
    } catch (IOException ended) {
      return "";
    }
  }
}
