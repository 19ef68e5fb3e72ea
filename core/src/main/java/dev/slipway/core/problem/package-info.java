/**
 * What is wrong, and how to mend it.
 *
 * <p>A <em>problem</em> has a code, a place in the specification, the offending value, what was
 * expected, and a fix. All problems of a specification are collected and reported at once; {@code
 * docs/problems.md} has a page for each code. Every exception that Slipway throws for a cause
 * outside its own code is a {@link dev.slipway.core.problem.ProvisioningException}.
 */
@NullMarked
package dev.slipway.core.problem;

import org.jspecify.annotations.NullMarked;
