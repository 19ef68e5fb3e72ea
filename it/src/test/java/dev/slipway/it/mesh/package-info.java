/**
 * What becomes of a mesh on Kubernetes: objects case by case, and what they admit, read by an
 * interpreter that knows nothing of how they were rendered.
 */
@NullMarked
package dev.slipway.it.mesh;

import org.jspecify.annotations.NullMarked;
