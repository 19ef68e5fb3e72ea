/** Brings a cluster to what is wanted: compares, checks, applies, restarts, removes. */
@NullMarked
package dev.slipway.kubernetes.internal.engine;

import org.jspecify.annotations.NullMarked;
