/** Measures how long planning takes. */
@NullMarked
package dev.slipway.it.bench;

import org.jspecify.annotations.NullMarked;
