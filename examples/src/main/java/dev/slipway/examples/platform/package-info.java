/** An internal platform that provides its tenants with clusters. */
@NullMarked
package dev.slipway.examples.platform;

import org.jspecify.annotations.NullMarked;
