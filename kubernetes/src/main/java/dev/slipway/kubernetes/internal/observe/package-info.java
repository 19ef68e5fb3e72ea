/** Reads what is there: facts for the plan, and the objects of a cluster. */
@NullMarked
package dev.slipway.kubernetes.internal.observe;

import org.jspecify.annotations.NullMarked;
