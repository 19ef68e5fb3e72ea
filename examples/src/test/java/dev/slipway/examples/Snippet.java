package dev.slipway.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/**
 * A piece of code from a document: imports, then statements, or members of a test class. Statements
 * are compiled into a method with {@link Surroundings} in sight, since javadoc leaves out what its
 * reader can guess.
 */
record Snippet(String place, String code) {
  private static final String CLASS = "DocumentedCode";

  /** Compiles it and runs it. */
  void run(Path folder) throws Throwable {
    compile(folder);
    URL[] classPath = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classPath, Snippet.class.getClassLoader())) {
      loader.loadClass(CLASS).getMethod("run").invoke(null);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Whether it is a part of a test class. */
  boolean hasTests() {
    return code.contains("@Test");
  }

  /** Whether it would call a Kubernetes cluster if it were run. */
  boolean callsKubernetes() {
    return code.contains("KubernetesClientBuilder");
  }

  private boolean hasMembers() {
    return hasTests() || code.contains("@RegisterExtension") || code.contains("public class ");
  }

  /** Compiles it as a test class, as it is pasted into one, and runs its tests. */
  void test(Path folder) throws IOException, ClassNotFoundException {
    compile(folder);
    URL[] classPath = {folder.toUri().toURL()};
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    try (URLClassLoader loader = new URLClassLoader(classPath, Snippet.class.getClassLoader())) {
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(DiscoverySelectors.selectClass(loader.loadClass(CLASS)))
                  .build(),
              summary);
    }
    for (Failure failure : summary.getSummary().getFailures()) {
      throw new AssertionError(place + " failed", failure.getException());
    }
    if (summary.getSummary().getTestsSucceededCount() == 0) {
      throw new AssertionError(place + " has no test that passed");
    }
  }

  /** Compiles it, or says why it does not. */
  void compile(Path folder) throws IOException {
    Files.createDirectories(folder);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                said,
                null,
                null,
                List.of(
                    "-d",
                    folder.toString(),
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-proc:none"),
                null,
                List.of(source()))
            .call();
    if (!compiled) {
      throw new AssertionError(place + " does not compile:\n" + said + "\n" + code);
    }
  }

  private JavaFileObject source() {
    String imports = lines(true) + Surroundings.IMPORTS;
    String members = imports + "\npublic class " + CLASS + " {\n" + lines(false) + "\n}\n";
    String text = hasMembers() ? members : statements(imports);
    return new SimpleJavaFileObject(
        URI.create("string:///" + CLASS + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  private String statements(String imports) {
    return imports
        + "\npublic class "
        + CLASS
        + " extends dev.slipway.examples.Surroundings {\n"
        + "  public static void run() throws Exception {\n"
        + lines(false)
        + "\n  }\n}\n";
  }

  private String lines(boolean imports) {
    return new String(code.getBytes(UTF_8), UTF_8)
        .lines()
        .filter(line -> line.startsWith("import ") == imports)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
