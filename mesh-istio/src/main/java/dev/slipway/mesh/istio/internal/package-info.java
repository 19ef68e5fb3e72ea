/**
 * How Istio is rendered for Kubernetes and looked at there; no part of the API. Loaded only where
 * {@code slipway-kubernetes} is on the class path.
 */
@NullMarked
package dev.slipway.mesh.istio.internal;

import org.jspecify.annotations.NullMarked;
