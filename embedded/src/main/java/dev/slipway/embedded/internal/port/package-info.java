/** Loopback ports, held from before a cluster starts until it has ended. */
@NullMarked
package dev.slipway.embedded.internal.port;

import org.jspecify.annotations.NullMarked;
