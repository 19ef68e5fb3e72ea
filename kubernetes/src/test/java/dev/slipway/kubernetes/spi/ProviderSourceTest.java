package dev.slipway.kubernetes.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.model.ExposureNeeds;
import dev.slipway.core.model.ExposureSpec;
import dev.slipway.core.model.HostSource;
import dev.slipway.core.model.MeshRules;
import dev.slipway.core.model.MeshSpec;
import dev.slipway.core.plan.ListenerPlan;
import dev.slipway.core.problem.MissingProviderException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderSourceTest {
  @Test
  void findsTheRendererOfAClassAndOfItsSubclasses(@TempDir Path folder) throws IOException {
    ProviderSource providers = providing(folder, First.class);

    assertThat(providers.of(new Door())).isInstanceOf(First.class);
    assertThat(providers.of(new HiddenDoor())).isInstanceOf(First.class);
  }

  @Test
  void refusesTwoForOneClass(@TempDir Path folder) {
    assertThatThrownBy(() -> providing(folder, First.class, Second.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(Door.class.getName())
        .hasMessageContaining(First.class.getName())
        .hasMessageContaining(Second.class.getName());
  }

  @Test
  void namesTheArtifactThatIsMissing(@TempDir Path folder) throws IOException {
    ProviderSource none = providing(folder);

    assertThatThrownBy(() -> none.of(new Door()))
        .isInstanceOf(MissingProviderException.class)
        .hasMessageContaining("exposure 'door'")
        .hasMessageContaining("dev.slipway:slipway-kubernetes-spi");
    assertThatThrownBy(() -> none.of(new Web()))
        .isInstanceOf(MissingProviderException.class)
        .hasMessageContaining("mesh 'web'");
  }

  @Test
  void readsSpecificationsWithTheSameLoader(@TempDir Path folder) throws IOException {
    assertThat(providing(folder).json()).isNotNull();
  }

  private static ProviderSource providing(Path folder, Class<?>... renderers) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    StringBuilder names = new StringBuilder();
    for (Class<?> renderer : renderers) {
      names.append(renderer.getName()).append('\n');
    }
    Files.writeString(services.resolve(ExposureRenderer.class.getName()), names);
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, ProviderSourceTest.class.getClassLoader())) {
      return ProviderSource.of(loader);
    }
  }

  /** An exposure of somebody else. */
  static class Door implements ExposureSpec {
    @Override
    public String kind() {
      return "door";
    }

    @Override
    public ExposureNeeds needs() {
      return new ExposureNeeds.PortOnEveryMachine(
          OptionalInt.empty(), new HostSource.OneForAll("h"));
    }
  }

  private static final class HiddenDoor extends Door {}

  /** A mesh of somebody else. */
  private static final class Web implements MeshSpec {
    @Override
    public String kind() {
      return "web";
    }

    @Override
    public MeshRules rules() {
      throw new UnsupportedOperationException("not asked for here");
    }
  }

  /** One renderer. */
  public static class First implements ExposureRenderer<Door> {
    @Override
    public Class<Door> specType() {
      return Door.class;
    }

    @Override
    public Stream<HasMetadata> render(Door exposure, ListenerPlan listener, RenderContext context) {
      return Stream.empty();
    }
  }

  /** Another one for the same. */
  public static final class Second extends First {}
}
