/**
 * Generates the catalogs of settings from the server jars on the test class path, and holds the
 * committed ones against them.
 *
 * <p>A <em>table</em> is one catalog as a file: a row for each setting, sorted by name. After a
 * change of a server version, for example: {@code mvn verify -Dcatalog.update}.
 */
@NullMarked
package dev.slipway.it.settings;

import org.jspecify.annotations.NullMarked;
