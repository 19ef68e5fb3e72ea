/** How values are generated: used at compile time only, and by no other module. */
@NullMarked
package dev.slipway.core.style;

import org.jspecify.annotations.NullMarked;
