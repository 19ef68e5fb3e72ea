package dev.slipway.it.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The class files of one jar, read for the texts in their code. */
final class ClassFiles {
  private final Path jar;

  private ClassFiles(Path jar) {
    this.jar = jar;
  }

  /** The jar a class came from. */
  static ClassFiles beside(Class<?> type) {
    try {
      return new ClassFiles(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("class: " + type + " (expected: from a jar file)", e);
    }
  }

  /** All classes, in the order of their names. */
  List<ClassNode> all() {
    try (JarFile file = new JarFile(jar.toFile())) {
      List<ClassNode> classes = new ArrayList<>();
      for (JarEntry entry :
          file.stream()
              .filter(entry -> entry.getName().endsWith(".class"))
              .sorted((one, other) -> one.getName().compareTo(other.getName()))
              .toList()) {
        classes.add(read(file, entry));
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException("jar: " + jar + " (expected: readable)", e);
    }
  }

  ClassNode of(Class<?> type) {
    String name = Type.getInternalName(type);
    return all().stream()
        .filter(node -> node.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("class: " + type + " (expected: in " + jar));
  }

  SortedSet<String> strings(Class<?> type, Pattern pattern) {
    SortedSet<String> found = new TreeSet<>();
    for (MethodNode method : of(type).methods) {
      for (AbstractInsnNode instruction : method.instructions) {
        String text = text(instruction);
        if (pattern.matcher(text).matches()) {
          found.add(text);
        }
      }
    }
    return found;
  }

  /** The text an instruction loads, or an empty one. */
  static String text(AbstractInsnNode instruction) {
    return instruction instanceof LdcInsnNode load && load.cst instanceof String text ? text : "";
  }

  /** The calls from an instruction on, until the next text is loaded that could be a name. */
  static List<MethodInsnNode> callsAfter(AbstractInsnNode instruction, int most) {
    List<MethodInsnNode> calls = new ArrayList<>();
    AbstractInsnNode next = instruction.getNext();
    while (next != null && calls.size() < most && !text(next).contains(".")) {
      if (next instanceof MethodInsnNode call) {
        calls.add(call);
      }
      next = next.getNext();
    }
    return calls;
  }

  private static ClassNode read(JarFile file, JarEntry entry) throws IOException {
    try (InputStream in = file.getInputStream(entry)) {
      ClassNode node = new ClassNode();
      new ClassReader(in).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return node;
    }
  }
}
