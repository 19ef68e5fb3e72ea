package dev.slipway.it.arch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What can change in a static field though the field is final. A field whose type tells nothing,
 * such as Map, is judged by what the static initialiser assigns to it: only what is known to keep
 * still is admitted.
 */
final class StaticState {
  private static final Set<String> BUFFERS =
      Set.of(
          "java.lang.StringBuilder",
          "java.lang.StringBuffer",
          "java.util.BitSet",
          "java.util.Calendar",
          "java.util.Date",
          "java.util.StringJoiner");

  private static final Set<String> TELLS_NOTHING =
      Set.of(
          "java.lang.Object", "java.lang.CharSequence", "java.lang.Number", "java.lang.Appendable");

  private final ClassNode owner;

  private StaticState(ClassNode owner) {
    this.owner = owner;
  }

  /** What can change in the field; empty if nothing can. */
  static Optional<String> of(JavaField field) {
    JavaClass type = field.getRawType();
    if (changes(type)) {
      return Optional.of(type.getName());
    }
    if (!tellsNothing(type)) {
      return Optional.empty();
    }
    return new StaticState(read(field.getOwner()))
        .assigned(field.getName())
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static boolean changes(JavaClass type) {
    boolean concurrent = type.getPackageName().startsWith("java.util.concurrent") && !type.isEnum();
    boolean collection =
        type.getPackageName().equals("java.util") && !type.isInterface() && isCollection(type);
    return type.isArray()
        || concurrent
        || collection
        || type.isAssignableTo(ThreadLocal.class)
        || type.isAssignableTo(Random.class)
        || BUFFERS.contains(type.getName());
  }

  private static boolean tellsNothing(JavaClass type) {
    return TELLS_NOTHING.contains(type.getName())
        || (type.isInterface() && (isCollection(type) || type.isEquivalentTo(Iterable.class)));
  }

  private static boolean isCollection(JavaClass type) {
    return type.isAssignableTo(Collection.class)
        || type.isAssignableTo(Map.class)
        || type.isAssignableTo(Iterator.class);
  }

  private Stream<Optional<String>> assigned(String field) {
    return instructions(method -> method.name.equals("<clinit>"))
        .filter(
            one ->
                one.getOpcode() == Opcodes.PUTSTATIC
                    && one instanceof FieldInsnNode put
                    && put.owner.equals(owner.name)
                    && put.name.equals(field))
        .map(put -> state(before(put)));
  }

  /** What can change in the value that an instruction has made. */
  private Optional<String> state(@Nullable AbstractInsnNode made) {
    if (made instanceof LdcInsnNode) {
      return Optional.empty();
    }
    if (made instanceof MethodInsnNode call) {
      return ofCall(call);
    }
    return Optional.of("what is assigned is not seen to be a copy that keeps still");
  }

  private Optional<String> ofCall(MethodInsnNode call) {
    boolean own = call.getOpcode() == Opcodes.INVOKESTATIC && call.owner.equals(owner.name);
    if (own) {
      return returned(call).flatMap(Optional::stream).findFirst();
    }
    return keepsStill(call)
        ? Optional.empty()
        : Optional.of(call.owner.replace('/', '.') + "." + call.name);
  }

  private Stream<Optional<String>> returned(MethodInsnNode call) {
    return instructions(method -> method.name.equals(call.name) && method.desc.equals(call.desc))
        .filter(one -> one.getOpcode() == Opcodes.ARETURN)
        .map(end -> state(before(end)));
  }

  private static boolean keepsStill(MethodInsnNode call) {
    return switch (call.owner) {
      case "java/util/List", "java/util/Set", "java/util/Map" ->
          Set.of("of", "copyOf", "ofEntries").contains(call.name);
      case "java/util/Collections" -> call.name.matches("(unmodifiable|empty|singleton|nCopies).*");
      case "java/util/stream/Stream" ->
          call.name.equals("toList")
              || (call.name.equals("collect")
                  && before(call) instanceof MethodInsnNode collector
                  && collector.name.startsWith("toUnmodifiable"));
      default -> false;
    };
  }

  private Stream<AbstractInsnNode> instructions(Predicate<MethodNode> chosen) {
    return owner.methods.stream()
        .filter(chosen)
        .flatMap(method -> StreamSupport.stream(method.instructions.spliterator(), false));
  }

  /** What left its value to this one, casts aside: a label if there is more than one way to it. */
  private static @Nullable AbstractInsnNode before(AbstractInsnNode one) {
    AbstractInsnNode made = one.getPrevious();
    while (made != null && made.getOpcode() == Opcodes.CHECKCAST) {
      made = made.getPrevious();
    }
    return made;
  }

  private static ClassNode read(JavaClass type) {
    URI file =
        type.getSource()
            .orElseThrow(() -> new IllegalStateException(type + " (expected: read from a file)"))
            .getUri();
    try (InputStream in = file.toURL().openStream()) {
      ClassNode node = new ClassNode();
      new ClassReader(in).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException("class file: " + file + " (expected: readable)", e);
    }
  }
}
