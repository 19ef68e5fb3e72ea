import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes the index of the nested jars and the descriptor that leads to it.
 *
 * <p>The index has one line for each jar, sorted by name: {@code name TAB size TAB sha256}. The
 * digest of the bundle is the sha256 of the index, so two builds of the same jars have the same
 * digest, and the unpacked bundles of different builds never mix.
 */
class BundleIndex {

  public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
    Path root = Path.of(args[0]);
    String bundle = args[1];
    List<Path> jars;
    try (Stream<Path> files = Files.list(root.resolve(bundle))) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    if (jars.stream().noneMatch(jar -> jar.getFileName().toString().startsWith("slipway-node-host"))) {
      throw new IllegalStateException("no slipway-node-host jar in " + bundle + ", found: " + jars);
    }
    StringBuilder index = new StringBuilder();
    for (Path jar : jars) {
      byte[] content = Files.readAllBytes(jar);
      index.append(jar.getFileName()).append('\t').append(content.length).append('\t').append(sha256(content)).append('\n');
    }
    byte[] lines = index.toString().getBytes(StandardCharsets.UTF_8);
    Files.write(root.resolve(bundle).resolve("index.tsv"), lines);

    TreeMap<String, String> descriptor = new TreeMap<>();
    for (String entry : List.of(args).subList(2, args.length)) {
      int equals = entry.indexOf('=');
      descriptor.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    descriptor.put("folder", bundle);
    descriptor.put("index", bundle + "/index.tsv");
    descriptor.put("digest", sha256(lines));
    StringBuilder properties = new StringBuilder();
    descriptor.forEach((key, value) -> properties.append(key).append('=').append(value).append('\n'));
    Files.writeString(root.resolve("META-INF/slipway/server-bundle.properties"), properties);
  }

  private static String sha256(byte[] content) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}
