package dev.slipway.dsl;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** An expression as a user would write it, given to the compiler with the test's class path. */
final class Snippet {
  private static final String FRAME =
      """
      import static dev.slipway.dsl.Slipway.*;
      import static dev.slipway.exposure.Exposures.nodePortPerBroker;
      import static dev.slipway.mesh.istio.Istio.istio;
      import static dev.slipway.mesh.osm.OpenServiceMesh.OSM;

      class Snippet {
        Object said = %s;
      }
      """;

  private Snippet() {}

  /** What the compiler finds wrong, in its own words, on one line each and without packages. */
  static List<String> errors(String expression) {
    JavaCompiler compiler =
        Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK is needed");
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(found, Locale.ROOT, null)) {
      List<String> options =
          List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
      JavacTask task =
          (JavacTask)
              compiler.getTask(null, files, found, options, null, List.of(new Source(expression)));
      // Parses and attributes; writes no class.
      Iterable<? extends Element> analyzed = task.analyze();
      Objects.requireNonNull(analyzed, "nothing analyzed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .map(message -> message.replaceAll("\\s+", " ").replaceAll("(?:[a-z]+\\.)+(?=[A-Z])", ""))
        .toList();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    private Source(String expression) {
      super(URI.create("string:///Snippet.java"), Kind.SOURCE);
      this.text = FRAME.formatted(expression);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
