package dev.slipway.embedded.internal.process;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of nodes that end unasked, keeps it, and tells one listener. */
public final class Failures implements Consumer<NodeFailure> {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private final List<NodeFailure> failures = new CopyOnWriteArrayList<>();
  private final CompletableFuture<@Nullable Void> first = new CompletableFuture<>();
  private volatile Consumer<NodeFailure> listener = failure -> {};

  public void tell(Consumer<NodeFailure> listener) {
    this.listener = listener;
    failures.forEach(listener);
  }

  @Override
  public void accept(NodeFailure failure) {
    failures.add(failure);
    first.completeExceptionally(failure);
    LOG.warn("{} ended unasked: {}; log: {}", failure.nodeId(), failure.reason(), failure.log());
    listener.accept(failure);
  }

  /** Fails as soon as a node ends unasked. */
  public CompletableFuture<@Nullable Void> first() {
    return first;
  }

  public List<NodeFailure> all() {
    return List.copyOf(failures);
  }

  /** Why a future failed, if it failed. */
  public static Optional<NodeFailure> of(CompletableFuture<@Nullable Void> future) {
    try {
      future.getNow(null);
      return Optional.empty();
    } catch (CompletionException e) {
      return failure(e.getCause());
    }
  }

  private static Optional<NodeFailure> failure(@Nullable Throwable cause) {
    Throwable inner = cause instanceof ExecutionException ? cause.getCause() : cause;
    return inner instanceof NodeFailure failure ? Optional.of(failure) : Optional.empty();
  }
}
