/** Walks the grammar at random: a plan, or all that is wrong, and nothing else. */
@NullMarked
package dev.slipway.it.walk;

import org.jspecify.annotations.NullMarked;
