/**
 * The settings a server version knows, generated from its own jars.
 *
 * <ul>
 *   <li>A <em>setting</em> is a name a server reads from its configuration: {@code num.io.threads}.
 *   <li>A <em>catalog</em> holds all settings of one kind of configuration of one server version.
 *   <li>A <em>prefix</em> opens a namespace in which any name is known, because plug-ins read it:
 *       {@code rsm.config.*}.
 *   <li>The <em>update mode</em> says whether a running server takes a new value.
 * </ul>
 *
 * <pre>{@code
 * SettingsCatalog broker = SettingsCatalog.kafkaBroker();
 * broker.knows("num.io.thread"); // false
 * broker.nearest("num.io.thread"); // Optional[num.io.threads]
 * broker.rejectionOf("num.io.threads", "0"); // Optional[int >= 1]
 * }</pre>
 */
@NullMarked
package dev.slipway.core.settings;

import org.jspecify.annotations.NullMarked;
