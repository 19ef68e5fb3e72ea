/** Suites of tests with the extension, many at once. */
@NullMarked
package dev.slipway.it.junit;

import org.jspecify.annotations.NullMarked;
