package dev.slipway.it.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tells in {@code target/rooms.txt} how the packages of all modules are. */
class RoomsTest {
  private static final Path REPORT = Path.of("target/rooms.txt");

  @Test
  void tellsHowTheyAre() throws IOException {
    Rooms rooms = Rooms.of(Slipway.classes());
    Files.writeString(REPORT, rooms.table());
    System.out.println("Rooms: " + rooms + " (it/" + REPORT + ")");

    assertThat(rooms.table()).contains("dev.slipway.core.model", "dev.slipway.embedded.internal.");
  }

  @Test
  void seesACycle() {
    Rooms rooms =
        Rooms.of(
            new ClassFileImporter()
                .importPath(Path.of("target/test-classes/dev/slipway/it/arch/fixture")));
    String fixture = "dev.slipway.it.arch.fixture.round.";

    assertThat(rooms.cycles()).contains(new TreeSet<>(Set.of(fixture + "here", fixture + "there")));
    assertThat(rooms.table()).contains("cycle: " + List.of(fixture + "here", fixture + "there"));
  }
}
