/** What a change of a cluster is made of, and what is told of it on the way. */
@NullMarked
package dev.slipway.kubernetes.change;

import org.jspecify.annotations.NullMarked;
