import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Nests the list of classes beside the jars, and writes the index of both and the descriptor that
 * leads to it.
 *
 * <p>The index has one line for each file, sorted by name: {@code name TAB size TAB sha256 TAB crc32}. The
 * digest of the bundle is the sha256 of the index, so two builds of the same files have the same
 * digest, and the unpacked bundles of different builds never mix.
 */
class BundleIndex {

  public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
    Path root = Path.of(args[0]);
    String bundle = args[1];
    Path classes = Path.of(args[2]);
    Files.copy(classes, root.resolve(bundle).resolve(classes.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    List<Path> nested;
    try (Stream<Path> files = Files.list(root.resolve(bundle))) {
      nested = files.filter(file -> file.toString().endsWith(".jar") || file.endsWith(classes.getFileName())).sorted().toList();
    }
    if (nested.stream().noneMatch(file -> file.getFileName().toString().startsWith("slipway-node-host"))) {
      throw new IllegalStateException("no slipway-node-host jar in " + bundle + ", found: " + nested);
    }
    StringBuilder index = new StringBuilder();
    for (Path file : nested) {
      byte[] content = Files.readAllBytes(file);
      index.append(file.getFileName()).append('\t').append(content.length).append('\t').append(sha256(content))
          .append('\t').append(crc32(content)).append('\n');
    }
    byte[] lines = index.toString().getBytes(StandardCharsets.UTF_8);
    Files.write(root.resolve(bundle).resolve("index.tsv"), lines);

    TreeMap<String, String> descriptor = new TreeMap<>();
    for (String entry : List.of(args).subList(3, args.length)) {
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

  /** What is quick enough to be compared at each start. */
  private static String crc32(byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    return "%08x".formatted(checksum.getValue());
  }

  private static String sha256(byte[] content) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}
