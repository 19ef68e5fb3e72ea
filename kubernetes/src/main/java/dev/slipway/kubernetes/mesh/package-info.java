/**
 * What is looked at where a mesh carries the traffic: rendered objects, the mesh before anything is
 * applied, and the pods afterwards.
 *
 * <p>A <em>finding</em> is one thing that is wrong, with a code that {@code docs/problems.md}
 * explains; a <em>report</em> is all of them at once. Rules that hold in every mesh are here; those
 * of one mesh are in that mesh's module, behind {@link dev.slipway.kubernetes.spi.MeshRenderer}.
 */
@NullMarked
package dev.slipway.kubernetes.mesh;

import org.jspecify.annotations.NullMarked;
