/**
 * Specifications as JSON: to store them, to send them, to write them by hand.
 *
 * <p>A <em>document</em> is one specification in an envelope with the version of its form. A
 * <em>kind</em> names the class of a mesh or of an exposure in it; who adds one registers a {@link
 * dev.slipway.core.model.SpecKind}.
 *
 * <pre>{@code
 * SpecJson json = SpecJson.create();
 * String document = json.write(spec);
 * ClusterSpec same = json.read(document);
 * }</pre>
 */
@NullMarked
package dev.slipway.core.json;

import org.jspecify.annotations.NullMarked;
