/** Tests on a real Kubernetes cluster: the one that KUBECONFIG names. */
@NullMarked
package dev.slipway.it.kubernetes;

import org.jspecify.annotations.NullMarked;
