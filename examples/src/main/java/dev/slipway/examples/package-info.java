/** What the README and the guides show, compiled and run by tests. */
@NullMarked
package dev.slipway.examples;

import org.jspecify.annotations.NullMarked;
