/** Judges pods, what keeps them from running, and what they have said. */
@NullMarked
package dev.slipway.kubernetes.internal.pods;

import org.jspecify.annotations.NullMarked;
