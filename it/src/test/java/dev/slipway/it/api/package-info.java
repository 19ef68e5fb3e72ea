/** Compares what users of the published modules can name with what they could name before. */
@NullMarked
package dev.slipway.it.api;

import org.jspecify.annotations.NullMarked;
