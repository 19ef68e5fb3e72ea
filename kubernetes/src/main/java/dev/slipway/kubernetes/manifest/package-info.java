/**
 * The objects of a cluster as values: what is rendered, what changes it, and the labels it bears.
 */
@NullMarked
package dev.slipway.kubernetes.manifest;

import org.jspecify.annotations.NullMarked;
