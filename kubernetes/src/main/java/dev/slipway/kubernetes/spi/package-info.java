/**
 * What a module implements so that its exposure or mesh can be rendered for Kubernetes.
 *
 * <p>A <em>renderer</em> is found by {@link java.util.ServiceLoader} for the class of the value
 * that was asked for. It is a pure function: the plan has allotted it every name and port it may
 * use, and it returns a bag of objects. Two renderers for one class are refused.
 *
 * <p>A module that has both the value and its renderer declares {@code slipway-kubernetes} as an
 * optional dependency, so that those who never use Kubernetes do not get a Kubernetes client.
 */
@NullMarked
package dev.slipway.kubernetes.spi;

import org.jspecify.annotations.NullMarked;
