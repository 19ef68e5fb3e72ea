package dev.slipway.kubernetes.internal.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Carries requests and answers of the Kafka protocol. Only heads are looked at, and only the few
 * answers that are rewritten are kept in memory.
 */
final class KafkaRelay implements Relay {
  /** Metadata of a cluster with hundreds of thousands of partitions is smaller. */
  private static final int LARGEST_REWRITTEN = 64 << 20;

  /** A broker reads no further request while it answers one, so clients send few ahead. */
  private static final int MOST_UNANSWERED = 10_000;

  private final Answers answers;

  /** Brokers answer in the order they are asked. */
  private final BlockingQueue<Request> unanswered = new LinkedBlockingQueue<>(MOST_UNANSWERED);

  KafkaRelay(Answers answers) {
    this.answers = answers;
  }

  @Override
  public void requests(ByteStream from, ByteStream to) throws IOException, InterruptedException {
    Inlet in = new Inlet(from);
    while (in.hasMore()) {
      Request request = Request.next(in);
      if (request.answered()) {
        unanswered.put(request);
      }
      in.pass((long) Integer.BYTES + request.size(), to);
    }
  }

  @Override
  public void answers(ByteStream from, ByteStream to) throws IOException {
    Inlet in = new Inlet(from);
    while (in.hasMore()) {
      int size = in.int32(0);
      if (size < Integer.BYTES) {
        throw new BrokenFrameException("answer: " + size + " bytes (expected: 4 and more)");
      }
      Request request = unanswered.poll();
      int correlationId = in.int32(Integer.BYTES);
      if (request == null || request.correlationId() != correlationId) {
        throw new BrokenFrameException(
            "answer: correlation id %d (expected: that of %s)"
                .formatted(correlationId, request == null ? "a request" : request));
      }
      if (Answers.rewrites(request.apiKey(), request.version())) {
        rewrite(request, size, in, to);
      } else {
        in.pass((long) Integer.BYTES + size, to);
      }
    }
  }

  private void rewrite(Request request, int size, Inlet in, ByteStream to) throws IOException {
    if (size > LARGEST_REWRITTEN) {
      throw new BrokenFrameException(
          "answer: %d bytes to %s (expected: up to %d)"
              .formatted(size, request, LARGEST_REWRITTEN));
    }
    in.take(Integer.BYTES);
    byte[] answer = answers.rewrite(request.apiKey(), request.version(), in.take(size));
    ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + answer.length);
    frame.putInt(answer.length).put(answer).flip();
    while (frame.hasRemaining()) {
      to.write(frame);
    }
  }

  @Override
  public boolean halfCloses() {
    return false;
  }

  @Override
  public long progress() {
    return 0;
  }
}
