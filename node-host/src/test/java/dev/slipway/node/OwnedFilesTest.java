package dev.slipway.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedFilesTest {

  @Test
  void deletesAFolderThatIsStillWrittenTo(@TempDir Path temp) throws Exception {
    Path folder = temp.resolve("run");
    Files.createDirectories(folder.resolve("data"));
    CountDownLatch writing = new CountDownLatch(1);
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; Files.exists(folder); i++) {
                try {
                  Files.writeString(folder.resolve("data/" + i), "x");
                  writing.countDown();
                } catch (IOException gone) {
                  return;
                }
              }
            });
    writer.start();
    writing.await();
    OwnedFiles owned = new OwnedFiles();
    owned.add(folder);

    owned.delete();

    writer.join();
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void sparesAFolderThatIsNotEmpty(@TempDir Path temp) throws IOException {
    Path shared = temp.resolve("shared");
    Path other = shared.resolve("other");
    Files.createDirectories(other);
    OwnedFiles owned = new OwnedFiles();
    owned.addIfEmpty(shared);

    owned.delete();

    assertThat(other).exists();
  }
}
