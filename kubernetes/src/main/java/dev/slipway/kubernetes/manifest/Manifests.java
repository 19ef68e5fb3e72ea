package dev.slipway.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects of one cluster, in an order in which they can be applied.
 *
 * <p>The same plan, server version and patches give the same objects and the same text, byte by
 * byte. The text can be applied by {@code kubectl apply --server-side} or kept for GitOps; its
 * header says what a deployment does beyond applying. It needs the right to create each kind it
 * holds, and nothing cluster-scoped where namespaces are {@linkplain
 * dev.slipway.core.model.NamespacesSpec#existing there already}.
 *
 * <p>Text holds what the specification holds: passwords in settings appear in it, in a Secret.
 *
 * <p>Immutable: whoever changes an object that {@link #objects()} gave changes a copy.
 */
public final class Manifests {
  /** The file that {@link #writeTo} puts the header into. */
  public static final String HEADER_FILE = "README.txt";

  // By what must be there before what: a namespace before all, pods after all they refer to.
  private static final List<String> FIRST_TO_LAST =
      List.of(
          "Namespace",
          "ServiceAccount",
          "Secret",
          "ConfigMap",
          "Service",
          "PodDisruptionBudget",
          "(any other kind)",
          "StatefulSet");
  private static final int OTHER = FIRST_TO_LAST.indexOf("(any other kind)");

  private final String cluster;
  private final List<HasMetadata> objects;
  private final List<String> header;
  private final KubernetesSerialization serialization;

  private Manifests(
      String cluster,
      List<HasMetadata> objects,
      List<String> header,
      KubernetesSerialization serialization) {
    this.cluster = cluster;
    this.serialization = serialization;
    this.header = List.copyOf(header);
    this.objects =
        objects.stream()
            .map(serialization::clone)
            .sorted(Comparator.comparingInt(Manifests::rank).thenComparing(Manifests::fileName))
            .toList();
  }

  /**
   * The manifests of these objects, each of another kind or name.
   *
   * @param cluster the cluster's name
   * @param objects the objects, in any order
   * @param header what the reader of the text is to know, line by line
   * @param serialization copies the objects and writes them
   * @throws IllegalArgumentException if two objects are the same
   */
  public static Manifests of(
      String cluster,
      List<HasMetadata> objects,
      List<String> header,
      KubernetesSerialization serialization) {
    objects.stream()
        .collect(Collectors.groupingBy(Manifests::fileName, Collectors.counting()))
        .forEach(
            (name, count) -> {
              if (count > 1) {
                throw new IllegalArgumentException(
                    "object " + name + ": rendered " + count + " times (expected: once)");
              }
            });
    return new Manifests(cluster, objects, header, serialization);
  }

  /** The cluster's name. */
  public String cluster() {
    return cluster;
  }

  /** Copies of the objects, in the order in which they can be applied. */
  public List<HasMetadata> objects() {
    return objects.stream().map(serialization::clone).toList();
  }

  /** Copies of the objects of one class. */
  public <T extends HasMetadata> Stream<T> objects(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).map(serialization::clone);
  }

  /** The header, line by line, without marks of a comment. */
  public List<String> header() {
    return header;
  }

  /** The header as a comment, then every object as one document of YAML. */
  public String toYaml() {
    StringBuilder text = new StringBuilder(64 * 1024);
    header.forEach(line -> text.append(line.isEmpty() ? "#" : "# ").append(line).append('\n'));
    objects.forEach(object -> text.append(serialization.asYaml(object)));
    return text.toString();
  }

  /**
   * Writes each object to a file of its own, named by kind, namespace and name, and the header to
   * {@value #HEADER_FILE}. The names sort in the order in which objects can be applied, as {@code
   * kubectl apply -f <folder>} takes them. The folder is made if it is not there; other files in it
   * are left as they are, so write to an empty one if an object may have gone.
   *
   * @throws UncheckedIOException if a file can't be written
   */
  public void writeTo(Path folder) {
    try {
      Files.createDirectories(folder);
      write(folder.resolve(HEADER_FILE), String.join("\n", header) + "\n");
      for (HasMetadata object : objects) {
        write(folder.resolve(fileName(object)), serialization.asYaml(object));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't write manifests to " + folder, e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static int rank(HasMetadata object) {
    int rank = FIRST_TO_LAST.indexOf(object.getKind());
    return rank < 0 ? OTHER : rank;
  }

  /** Neither a kind nor a namespace holds a dot, so two objects never share a name. */
  private static String fileName(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return rank(object)
        + "-"
        + object.getKind().toLowerCase(Locale.ROOT)
        + "."
        + (namespace == null ? "" : namespace + ".")
        + object.getMetadata().getName()
        + ".yaml";
  }

  /** One line; {@link #toYaml()} has it all. */
  @Override
  public String toString() {
    return "Manifests{" + cluster + ": " + objects.size() + " objects}";
  }
}
