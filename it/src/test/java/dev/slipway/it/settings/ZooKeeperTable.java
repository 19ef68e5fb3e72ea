package dev.slipway.it.settings;

import static dev.slipway.it.settings.CatalogTable.NONE;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.zookeeper.Version;
import org.apache.zookeeper.common.ClientX509Util;
import org.apache.zookeeper.common.QuorumX509Util;
import org.apache.zookeeper.common.X509Util;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The table of ZooKeeper's settings. ZooKeeper declares none, so they are read from its code: the
 * texts {@code QuorumPeerConfig.parseProperties} compares a key with, and, because it hands on any
 * other key as the system property {@code zookeeper.<key>}, the names of such properties that occur
 * in the jar.
 */
final class ZooKeeperTable {
  private static final String PROPERTY_PREFIX = "zookeeper.";
  private static final Pattern PROPERTY = Pattern.compile("zookeeper\\.[A-Za-z0-9][\\w.-]*");
  private static final Pattern SECRET =
      Pattern.compile(".*(password|passwd|superDigest)", Pattern.CASE_INSENSITIVE);

  /** How a text is parsed, by the method that does it. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("Integer.parseInt", "int"),
          Map.entry("Integer.getInteger", "int"),
          Map.entry("Long.parseLong", "long"),
          Map.entry("Long.getLong", "long"),
          Map.entry("Double.parseDouble", "double"),
          Map.entry("Float.parseFloat", "double"),
          Map.entry("Boolean.parseBoolean", "boolean"),
          Map.entry("Boolean.getBoolean", "boolean"),
          Map.entry("QuorumPeerConfig.parseBoolean", "boolean"));

  private final ClassFiles jar = ClassFiles.beside(QuorumPeerConfig.class);
  private final SortedMap<String, String> keys = new TreeMap<>();
  private final SortedMap<String, String> properties = new TreeMap<>();
  private final SortedSet<String> prefixes = new TreeSet<>();

  private ZooKeeperTable() {}

  static CatalogTable read() {
    ZooKeeperTable read = new ZooKeeperTable();
    read.keysOfTheFile();
    read.systemProperties();
    return read.table();
  }

  /** The keys the file is parsed for; not those handed on as system properties. */
  static Set<String> keys() {
    ZooKeeperTable read = new ZooKeeperTable();
    read.keysOfTheFile();
    return read.keys.keySet();
  }

  private CatalogTable table() {
    CatalogTable table =
        new CatalogTable(
            "zookeeper, QuorumPeerConfig and the system properties its classes read",
            Version.getVersion(),
            "name",
            "type",
            "read as",
            "sensitive");
    properties.forEach((name, type) -> row(table, name, type, "system property"));
    keys.forEach((name, type) -> row(table, name, type, "key"));
    prefixes.forEach(table::prefix);
    return table;
  }

  private static void row(CatalogTable table, String name, String type, String readAs) {
    table.row(name, type, readAs, SECRET.matcher(name).matches() ? "sensitive" : NONE);
  }

  private void keysOfTheFile() {
    MethodNode parse =
        jar.of(QuorumPeerConfig.class).methods.stream()
            .filter(method -> method.name.equals("parseProperties"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no QuorumPeerConfig.parseProperties"));
    for (AbstractInsnNode instruction : parse.instructions) {
      String text = ClassFiles.text(instruction);
      if (!text.isEmpty()
          && instruction.getPrevious().getOpcode() == Opcodes.ALOAD
          && instruction.getNext() instanceof MethodInsnNode comparison) {
        if (comparison.name.equals("equals")) {
          keys.put(text, typeOfKey(comparison));
        } else if (comparison.name.equals("startsWith")) {
          prefixes.add(text);
        }
      }
    }
  }

  /** The first parsing before the next comparison. */
  private static String typeOfKey(MethodInsnNode comparison) {
    for (MethodInsnNode call : ClassFiles.callsAfter(comparison, 4)) {
      if (call.name.equals("equals")) {
        break;
      }
      String type = TYPES.get(name(call));
      if (type != null) {
        return type;
      }
    }
    return "string";
  }

  private void systemProperties() {
    for (ClassNode type : jar.all()) {
      for (MethodNode method : type.methods) {
        for (AbstractInsnNode instruction : method.instructions) {
          String text = ClassFiles.text(instruction);
          if (PROPERTY.matcher(text).matches()) {
            property(text, typeOfProperty(instruction));
          }
        }
      }
    }
    propertiesOfTls(new ClientX509Util());
    propertiesOfTls(new QuorumX509Util());
  }

  private void property(String property, String type) {
    String name = property.substring(PROPERTY_PREFIX.length());
    if (name.endsWith(".")) {
      if (!name.startsWith("ssl.")) { // these are built from parts, see propertiesOfTls
        prefixes.add(name);
      }
    } else {
      // A text that is printed or passed on tells nothing of the type; two types leave it open.
      properties.merge(
          name,
          type,
          (one, other) ->
              one.equals(other) || other.equals("string")
                  ? one
                  : one.equals("string") ? other : "string");
    }
  }

  private static String typeOfProperty(AbstractInsnNode instruction) {
    List<MethodInsnNode> calls = ClassFiles.callsAfter(instruction, 2);
    if (calls.isEmpty()) {
      return "string";
    }
    // Integer.getInteger reads the property, Integer.parseInt what System.getProperty has read.
    String reading = name(calls.get(0));
    if (reading.equals("System.getProperty") && calls.size() > 1) {
      return TYPES.getOrDefault(name(calls.get(1)), "string");
    }
    return reading.contains(".parse") ? "string" : TYPES.getOrDefault(reading, "string");
  }

  /** The names of the TLS properties are built from parts; their accessors tell them. */
  private void propertiesOfTls(X509Util tls) {
    for (Method accessor : tls.getClass().getMethods()) {
      if (accessor.getName().matches("get\\w+Property")
          && accessor.getParameterCount() == 0
          && accessor.getReturnType() == String.class) {
        try {
          property((String) accessor.invoke(tls), "string");
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException("method: " + accessor + " (expected: can be called)", e);
        }
      }
    }
    tls.close();
  }

  private static String name(MethodInsnNode call) {
    return call.owner.substring(call.owner.lastIndexOf('/') + 1) + "." + call.name;
  }
}
