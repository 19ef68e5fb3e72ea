package dev.slipway.it.embedded;

import dev.slipway.embedded.EmbeddedTarget;

/** Which processes host the nodes. */
enum Layout {
  ONE_PROCESS,
  PROCESS_PER_NODE;

  EmbeddedTarget target() {
    EmbeddedTarget target = EmbeddedTarget.create();
    return this == PROCESS_PER_NODE ? target.oneProcessPerNode() : target;
  }
}
