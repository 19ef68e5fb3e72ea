/**
 * How exposures are rendered for Kubernetes; no part of the API. Loaded only where {@code
 * slipway-kubernetes} is on the class path.
 */
@NullMarked
package dev.slipway.exposure.internal;

import org.jspecify.annotations.NullMarked;
