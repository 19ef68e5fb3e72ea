/** What is rendered for Kubernetes: golden folders, and laws over all of them. */
@NullMarked
package dev.slipway.it.kubernetes;

import org.jspecify.annotations.NullMarked;
