package dev.slipway.it.api;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What users of some types can name, as text: a line for each type, and below it, indented and
 * sorted, one for each member.
 *
 * <p>What a public type inherits from one that is not counts as its own. What every object has, and
 * names of parameters, are left out.
 */
final class PublicApi {
  private static final int MODIFIERS =
      Modifier.PUBLIC
          | Modifier.PROTECTED
          | Modifier.STATIC
          | Modifier.ABSTRACT
          | Modifier.FINAL
          | Modifier.VOLATILE;

  private static final Set<String> OF_EVERY_OBJECT =
      Set.of("equals(class java.lang.Object)", "hashCode()", "toString()");

  private static final Set<String> OF_EVERY_ENUM =
      Set.of("values()", "valueOf(class java.lang.String)");

  private PublicApi() {}

  static String of(Collection<Class<?>> types) {
    return types.stream()
        .filter(PublicApi::isVisible)
        .sorted(Comparator.comparing(Class::getName))
        .map(type -> declaration(type) + "\n" + members(type))
        .collect(Collectors.joining());
  }

  private static boolean isVisible(Class<?> type) {
    Class<?> around = type.getEnclosingClass();
    return (Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers()))
        && !type.isAnonymousClass()
        && !type.isLocalClass()
        && !(type.getPackageName() + ".").contains(".internal.")
        && (around == null || isVisible(around));
  }

  private static String declaration(Class<?> type) {
    List<String> words = new ArrayList<>();
    words.add(type.getName() + ":");
    int modifiers = type.getModifiers() & MODIFIERS;
    if (type.isInterface()) {
      modifiers &= ~(Modifier.ABSTRACT | Modifier.STATIC);
    } else if (type.isEnum() || type.isRecord()) {
      modifiers &= ~(Modifier.ABSTRACT | Modifier.STATIC | Modifier.FINAL);
    }
    words.add(Modifier.toString(modifiers));
    if (type.isSealed() && !type.isEnum()) {
      words.add("sealed");
    }
    words.add(kind(type) + typeParameters(type.getTypeParameters()));
    if (!type.isAnnotation()) {
      superTypes(type).sorted().forEach(words::add);
    }
    if (type.isAnnotationPresent(Deprecated.class)) {
      words.add("deprecated");
    }
    return String.join(" ", words);
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "annotation";
    }
    if (type.isInterface()) {
      return "interface";
    }
    if (type.isEnum()) {
      return "enum";
    }
    return type.isRecord() ? "record" : "class";
  }

  /** The nearest visible ones, each with its word before it. */
  private static Stream<String> superTypes(Class<?> type) {
    Class<?> above = type.getSuperclass();
    Stream<String> extended = Stream.of();
    if (above != null && above != Object.class && above != Enum.class && above != Record.class) {
      extended =
          isVisible(above)
              ? Stream.of("extends " + text(type.getAnnotatedSuperclass()))
              : superTypes(above);
    }
    Class<?>[] interfaces = type.getInterfaces();
    Stream<String> implemented = Stream.of();
    for (int i = 0; i < interfaces.length; i++) {
      implemented =
          Stream.concat(
              implemented,
              isVisible(interfaces[i])
                  ? Stream.of("implements " + text(type.getAnnotatedInterfaces()[i]))
                  : superTypes(interfaces[i]));
    }
    return Stream.concat(extended, implemented).distinct();
  }

  private static String members(Class<?> type) {
    Set<String> lines = new TreeSet<>();
    Stream.of(type.getDeclaredConstructors())
        .filter(constructor -> isVisible(constructor.getModifiers(), type))
        .forEach(constructor -> lines.add(constructor(constructor)));
    Map<String, String> methods = new LinkedHashMap<>();
    collect(type, type, methods, lines);
    lines.addAll(methods.values());
    return lines.stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
  }

  /** Nearest first, so that a method hides the one it overrides. */
  private static void collect(
      Class<?> from, Class<?> type, Map<String, String> methods, Set<String> fields) {
    for (Field field : from.getDeclaredFields()) {
      if (isVisible(field.getModifiers(), type) && !field.isSynthetic()) {
        fields.add(field(field));
      }
    }
    for (Method method : from.getDeclaredMethods()) {
      String name = method.getName() + parameters(method);
      if (isVisible(method.getModifiers(), type)
          && !method.isSynthetic()
          && !OF_EVERY_OBJECT.contains(name)
          && !(type.isEnum() && OF_EVERY_ENUM.contains(name))) {
        methods.putIfAbsent(name, method(method, type));
      }
    }
    Stream.concat(Stream.ofNullable(from.getSuperclass()), Stream.of(from.getInterfaces()))
        .filter(above -> !isVisible(above))
        .forEach(above -> collect(above, type, methods, fields));
  }

  private static boolean isVisible(int modifiers, Class<?> owner) {
    return Modifier.isPublic(modifiers)
        || (Modifier.isProtected(modifiers) && !Modifier.isFinal(owner.getModifiers()));
  }

  private static String parameters(Executable executable) {
    return Stream.of(executable.getParameterTypes())
        .map(Class::toString)
        .collect(Collectors.joining(",", "(", ")"));
  }

  private static String constructor(Constructor<?> constructor) {
    return modifiers(constructor, MODIFIERS)
        + typeParameters(constructor.getTypeParameters())
        + "<init>"
        + signature(constructor);
  }

  private static String method(Method method, Class<?> owner) {
    // A method of a final class can't be overridden anyway, nor can a static one.
    boolean sayFinal = !Modifier.isFinal(owner.getModifiers());
    int shown = MODIFIERS & ~Modifier.VOLATILE & (sayFinal ? -1 : ~Modifier.FINAL);
    String typeParameters = typeParameters(method.getTypeParameters());
    return modifiers(method, shown)
        + (method.isDefault() ? "default " : "")
        + (typeParameters.isEmpty() ? "" : typeParameters + " ")
        + text(method.getAnnotatedReturnType())
        + " "
        + method.getName()
        + signature(method)
        + (method.getDefaultValue() == null ? "" : " default");
  }

  private static String modifiers(Executable executable, int shown) {
    return (executable.isAnnotationPresent(Deprecated.class) ? "deprecated " : "")
        + Modifier.toString(executable.getModifiers() & shown)
        + " ";
  }

  private static String signature(Executable executable) {
    String parameters =
        Stream.of(executable.getAnnotatedParameterTypes())
            .map(PublicApi::text)
            .collect(Collectors.joining(", "));
    if (executable.isVarArgs()) {
      parameters = parameters.substring(0, parameters.length() - "[]".length()) + "...";
    }
    String thrown =
        Arrays.stream(executable.getAnnotatedExceptionTypes())
            .map(PublicApi::text)
            .sorted()
            .collect(Collectors.joining(", "));
    return "(" + parameters + ")" + (thrown.isEmpty() ? "" : " throws " + thrown);
  }

  private static String field(Field field) {
    return (field.isAnnotationPresent(Deprecated.class) ? "deprecated " : "")
        + Modifier.toString(field.getModifiers() & MODIFIERS)
        + " "
        + text(field.getAnnotatedType())
        + " "
        + field.getName()
        + constant(field);
  }

  /** Compilers copy its value into the code of users. */
  private static String constant(Field field) {
    boolean copied = field.getType().isPrimitive() || field.getType() == String.class;
    if (!copied
        || !Modifier.isStatic(field.getModifiers())
        || !Modifier.isPublic(field.getModifiers())) {
      return "";
    }
    try {
      return " = " + field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " (expected: readable, as it is public)", e);
    }
  }

  private static String typeParameters(TypeVariable<?>[] parameters) {
    if (parameters.length == 0) {
      return "";
    }
    return Stream.of(parameters)
        .map(
            parameter -> {
              String bounds =
                  Stream.of(parameter.getAnnotatedBounds())
                      .map(PublicApi::text)
                      .collect(Collectors.joining(" & "));
              return bounds.equals("Object")
                  ? parameter.getName()
                  : parameter.getName() + " extends " + bounds;
            })
        .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String text(AnnotatedType type) {
    return type.toString()
        .replace("@org.jspecify.annotations.Nullable()", "@Nullable")
        .replaceAll("\\bjava\\.lang\\.(?=[@A-Z])", "");
  }
}
