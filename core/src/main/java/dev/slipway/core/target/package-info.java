/**
 * Where a cluster is launched, and what one has in hand afterwards.
 *
 * <p>A <em>target</em> turns a specification into a running cluster; a <em>deployment</em> is that
 * cluster as its user holds it.
 *
 * <pre>{@code
 * try (Deployment kafka = target.deploy(spec)) {
 *   kafka.verify().orThrow();
 *   use(kafka.bootstrapServers());
 * }
 * }</pre>
 */
@NullMarked
package dev.slipway.core.target;

import org.jspecify.annotations.NullMarked;
