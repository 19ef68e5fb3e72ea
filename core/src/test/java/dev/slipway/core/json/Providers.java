package dev.slipway.core.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.core.model.ExposureNeeds;
import dev.slipway.core.model.ExposureSpec;
import dev.slipway.core.model.HostSource;
import dev.slipway.core.model.MeshRules;
import dev.slipway.core.model.MeshSpec;
import dev.slipway.core.model.SpecKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Kinds to test with, and class loaders that provide them. */
final class Providers {
  private Providers() {}

  /** A class loader that provides exactly these. */
  static ClassLoader providing(Class<?>... providers) {
    String content = Arrays.stream(providers).map(Class::getName).collect(Collectors.joining("\n"));
    return new ClassLoader(Providers.class.getClassLoader()) {
      @Override
      public Enumeration<URL> getResources(String name) throws IOException {
        return name.equals("META-INF/services/" + SpecKind.class.getName())
            ? Collections.enumeration(List.of(url(content)))
            : super.getResources(name);
      }
    };
  }

  private static URL url(String content) throws IOException {
    return new URL(
        null,
        "memory:providers",
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
              @Override
              public void connect() {}

              @Override
              public InputStream getInputStream() {
                return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
              }
            };
          }
        });
  }

  /** A mesh, as a record. */
  record TestMesh(String name) implements MeshSpec {
    TestMesh {
      if (name.isBlank()) {
        throw new IllegalArgumentException("blank");
      }
    }

    @Override
    public String kind() {
      return "test-mesh";
    }

    @Override
    public MeshRules rules() {
      return MeshRules.builder()
          .delivery(MeshRules.Delivery.LOOPBACK)
          .outsiders(MeshRules.Outsiders.PORT_EXCLUDED)
          .build();
    }
  }

  /** An exposure whose class is hidden behind the one that is registered. */
  abstract static class Door implements ExposureSpec {
    @JsonCreator
    static Door of(@JsonProperty("host") String host) {
      return new Hidden(host);
    }

    @Override
    public String kind() {
      return "door";
    }

    private static final class Hidden extends Door {
      @JsonProperty private final String host;

      private Hidden(String host) {
        this.host = host;
      }

      @Override
      public ExposureNeeds needs() {
        return new ExposureNeeds.PortOnEveryMachine(
            OptionalInt.empty(), new HostSource.OneForAll(host));
      }

      @Override
      public boolean equals(Object other) {
        return other instanceof Hidden that && host.equals(that.host);
      }

      @Override
      public int hashCode() {
        return host.hashCode();
      }
    }
  }

  /** Provides {@link TestMesh}. */
  public static final class TestMeshKind implements SpecKind {
    @Override
    public String kind() {
      return "test-mesh";
    }

    @Override
    public Class<?> type() {
      return TestMesh.class;
    }
  }

  /** Claims the same kind. */
  public static final class RivalKind implements SpecKind {
    @Override
    public String kind() {
      return "test-mesh";
    }

    @Override
    public Class<?> type() {
      return TestMesh.class;
    }
  }

  /** Provides {@link Door}. */
  public static final class DoorKind implements SpecKind {
    @Override
    public String kind() {
      return "door";
    }

    @Override
    public Class<?> type() {
      return Door.class;
    }
  }

  /** Provides what is neither a mesh nor an exposure. */
  public static final class StrangeKind implements SpecKind {
    @Override
    public String kind() {
      return "strange";
    }

    @Override
    public Class<?> type() {
      return String.class;
    }
  }
}
