package dev.slipway.embedded.internal.process;

import dev.slipway.embedded.internal.folder.RunFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A little shell that watches over a paused child, which cannot see its parent die: it waits for a
 * word from the parent, and when there is only the end of the pipe, it does what the child would
 * have done.
 *
 * <p>It kills the process only if it is still the one that was paused: process id and start time
 * (field 22 of {@code /proc/<pid>/stat}, proc(5)) are the same. Where there is no {@code /proc} it
 * relies on the id, which cannot be given away while the paused process is there.
 */
final class PauseGuard {

  private static final String SCRIPT =
      """
      trap '' INT HUP TERM QUIT
      pid=$1
      parent=$2
      shift 2
      born() {
        if [ -r "/proc/$pid/stat" ]; then
          read -r stat < "/proc/$pid/stat"
          set -- ${stat##*) }
          echo "${20}"
        fi
      }
      before=$(born)
      echo guarding
      if read -r word; then exit 0; fi
      if [ "$(born)" = "$before" ]; then kill -KILL "$pid"; fi
      for attempt in 1 2 3 4 5; do
        for path in "$@"; do
          mv "$path" "$path.gone" 2>/dev/null
          rm -rf "$path" "$path.gone" 2>/dev/null
        done
      done
      if [ -n "$parent" ]; then rmdir "$parent" 2>/dev/null; fi
      """;

  private final Process shell;

  private PauseGuard(Process shell) {
    this.shell = shell;
  }

  /** Starts a guard. When this returns, the process may be paused. */
  static PauseGuard over(ProcessHandle child, RunFolder folder) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "/bin/sh",
                "-c",
                SCRIPT,
                "slipway-pause-guard",
                Long.toString(child.pid()),
                folder.ownedIfEmpty().map(Object::toString).orElse("")));
    folder.owned().forEach(path -> command.add(path.toString()));
    Process shell =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    PauseGuard guard = new PauseGuard(shell);
    BufferedReader answer =
        new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
    if (answer.readLine() == null) {
      guard.end();
      throw new IOException("/bin/sh ended at once (expected: a POSIX shell)");
    }
    return guard;
  }

  /** Ends the guard; from now on nobody watches over the child but itself. */
  void end() {
    try (OutputStream word = shell.getOutputStream()) {
      word.write("resumed\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException ended) {
      // It is dead already.
    }
    try {
      shell.waitFor();
    } catch (InterruptedException e) {
      shell.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
