/** Single nodes of a running cluster, to be stopped and started. */
@NullMarked
package dev.slipway.kubernetes.internal.node;

import org.jspecify.annotations.NullMarked;
