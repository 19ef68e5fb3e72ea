/**
 * What is rendered for Kubernetes, in golden folders and laws over all of them; and what a real
 * cluster makes of it: the one that KUBECONFIG names.
 */
@NullMarked
package dev.slipway.it.kubernetes;

import org.jspecify.annotations.NullMarked;
