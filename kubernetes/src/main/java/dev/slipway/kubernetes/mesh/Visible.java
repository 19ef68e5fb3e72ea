package dev.slipway.kubernetes.mesh;

import dev.slipway.core.model.CheckReturnValue;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an account sees of a cluster: what it may not see is unknown, not absent.
 *
 * @param visible whether it may be seen
 * @param value what is there; empty if nothing is, or if it may not be seen
 * @param <T> what it is
 */
public record Visible<T>(boolean visible, Optional<T> value) {
  /**
   * What is read.
   *
   * @param read reads; null if it is not there
   */
  public static <T> Visible<T> of(Supplier<@Nullable T> read) {
    try {
      return new Visible<>(true, Optional.ofNullable(read.get()));
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        return unknown();
      }
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return absent();
      }
      throw e;
    }
  }

  /** This is there. */
  public static <T> Visible<T> there(T value) {
    return new Visible<>(true, Optional.of(value));
  }

  /** Nothing is there. */
  public static <T> Visible<T> absent() {
    return new Visible<>(true, Optional.empty());
  }

  /** It may not be seen. */
  public static <T> Visible<T> unknown() {
    return new Visible<>(false, Optional.empty());
  }

  /** Whether nothing is there for sure. */
  public boolean isAbsent() {
    return visible && value.isEmpty();
  }

  /** What is there, as something else. */
  @CheckReturnValue
  public <R> Visible<R> map(Function<? super T, ? extends R> change) {
    return new Visible<>(visible, value.map(change));
  }
}
