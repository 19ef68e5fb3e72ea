/**
 * What one change of a cluster works with from its beginning to its end: options, requests, time,
 * and the Lease that keeps others away.
 */
@NullMarked
package dev.slipway.kubernetes.internal.session;

import org.jspecify.annotations.NullMarked;
