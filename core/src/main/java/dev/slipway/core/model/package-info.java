/** Values. */
@NullMarked
package dev.slipway.core.model;

import org.jspecify.annotations.NullMarked;
