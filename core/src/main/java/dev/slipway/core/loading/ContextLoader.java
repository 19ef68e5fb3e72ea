package dev.slipway.core.loading;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The class loader that libraries ask for what they know by name only: the context class loader of
 * the thread.
 */
public final class ContextLoader {
  private ContextLoader() {}

  /**
   * Does something with a library. If this thread's context class loader is {@code null}, or has
   * another copy of the library or none, it is the library's own for the time being; threads that
   * are made meanwhile keep that.
   *
   * @param type any class of the library
   */
  public static <T> T seeing(Class<?> type, Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    if (isKnown(type, before)) {
      return work.get();
    }
    thread.setContextClassLoader(type.getClassLoader());
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static boolean isKnown(Class<?> type, @Nullable ClassLoader loader) {
    try {
      return loader != null && Class.forName(type.getName(), false, loader) == type;
    } catch (ClassNotFoundException | LinkageError unknown) {
      return false;
    }
  }
}
