/** Holds the boundaries between modules, the purity of planning and the habits of the house. */
@NullMarked
package dev.slipway.it.arch;

import org.jspecify.annotations.NullMarked;
