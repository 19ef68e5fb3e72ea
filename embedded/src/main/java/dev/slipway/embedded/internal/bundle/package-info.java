/** The server jars, unpacked once per machine and by checksum. */
@NullMarked
package dev.slipway.embedded.internal.bundle;

import org.jspecify.annotations.NullMarked;
