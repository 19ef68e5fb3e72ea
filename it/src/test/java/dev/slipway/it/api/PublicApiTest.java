package dev.slipway.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.it.api.fixture.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users can name changes only where it is meant to; {@code -Dapi.update}. */
class PublicApiTest {
  private static final Path BASELINE = Path.of("src/test/resources/api");

  @ParameterizedTest
  @MethodSource("modules")
  void isTheOneThatWasAgreedOn(PublishedModule module) throws IOException {
    Path file = file(module);
    String api = module.api();
    if (System.getProperty("api.update") != null) {
      Files.createDirectories(BASELINE);
      Files.writeString(file, api);
    }

    assertThat(api).as("public types of %s", module).isNotEmpty();
    assertThat(file).as("%s; made by -Dapi.update", file).exists();
    assertThat(ApiDifference.between(Files.readString(file), api))
        .as(
            "%s (expected: as in %s). Who uses a line that begins with - no longer compiles or"
                + " links. If the change is meant, rewrite the file with -Dapi.update and say it in"
                + " CHANGELOG.md",
            module, file)
        .isEmpty();
  }

  @Test
  void noBaselineIsOfAModuleThatIsGone() throws IOException {
    try (Stream<Path> files = Files.list(BASELINE)) {
      assertThat(files)
          .containsExactlyInAnyOrderElementsOf(modules().map(PublicApiTest::file).toList());
    }
  }

  @Test
  void showsWhatUsersCanName() {
    List<Class<?>> types =
        Stream.concat(Stream.of(Shown.class), Stream.of(Shown.class.getDeclaredClasses()))
            .flatMap(type -> Stream.concat(Stream.of(type), Stream.of(type.getDeclaredClasses())))
            .<Class<?>>map(type -> type)
            .distinct()
            .toList();

    assertThat(PublicApi.of(types))
        .isEqualTo(
            """
            dev.slipway.it.api.fixture.Shown: public class implements Comparable<dev.slipway.it.api.fixture.Shown>
              protected <init>()
              public @Nullable String inherited(@Nullable T, String...) throws java.io.IOException
              public int compareTo(dev.slipway.it.api.fixture.Shown)
              public static final int LIMIT = 7
            dev.slipway.it.api.fixture.Shown$Choice: public sealed interface
            dev.slipway.it.api.fixture.Shown$Choice$One: public record implements dev.slipway.it.api.fixture.Shown$Choice
              public <init>(java.util.List<String>)
              public java.util.List<String> names()
            """);
  }

  @Test
  void tellsWhatWentAndWhatCame() {
    String before =
        """
        a.A: public class
          public int one()
          public int two()
        a.B: public interface
        """;
    String after =
        """
        a.A: public final class
          public int one()
          public long two()
        a.B: public interface
          public abstract int one()
        """;

    assertThat(ApiDifference.between(before, after))
        .containsExactly(
            "- a.A: public class",
            "+ a.A: public final class",
            "- a.A: public int two()",
            "+ a.A: public long two()",
            "+ a.B: public abstract int one()");
    assertThat(ApiDifference.between(after, after)).isEmpty();
  }

  private static Stream<PublishedModule> modules() throws IOException {
    return PublishedModule.all().stream();
  }

  private static Path file(PublishedModule module) {
    return BASELINE.resolve(module.name() + ".txt");
  }
}
