/** Waits for pods to serve, and tells why they don't. */
@NullMarked
package dev.slipway.kubernetes.internal.await;

import org.jspecify.annotations.NullMarked;
