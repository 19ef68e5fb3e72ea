/**
 * From a plan to Kubernetes objects: a pure function, one class for each kind of object or concern.
 */
@NullMarked
package dev.slipway.kubernetes.render;

import org.jspecify.annotations.NullMarked;
