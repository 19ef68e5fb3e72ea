/**
 * Proof that a cluster works: contracts only. A <em>probe</em> looks at one thing and says what it
 * saw; the module {@code verify} has the probes.
 */
@NullMarked
package dev.slipway.core.probe;

import org.jspecify.annotations.NullMarked;
