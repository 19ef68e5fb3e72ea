/**
 * Launches clusters on Kubernetes: renders objects, applies them server-side, waits until the
 * servers truly serve, and verifies, attaches to and deletes what was launched.
 *
 * <pre>{@code
 * try (KubernetesClient client = new KubernetesClientBuilder().build()) {
 *   KubernetesDeployment kafka = KubernetesTarget.of(client).deploy(spec);
 *   kafka.verify().orThrow();
 * }
 * }</pre>
 *
 * <p>The client is the caller's: it is not closed. What an account must be allowed is in {@code
 * docs/kubernetes.md}.
 */
@NullMarked
package dev.slipway.kubernetes;

import org.jspecify.annotations.NullMarked;
