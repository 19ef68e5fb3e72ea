/**
 * What was decided: the {@link dev.slipway.core.plan.Planner} makes of a specification and of facts
 * a plan that names every node, port, address and setting, or says all that is wrong.
 *
 * <pre>{@code
 * ClusterPlan plan = Planner.plan(spec, facts);
 * System.out.println(plan.describe());
 * }</pre>
 *
 * <p>Planning is a pure function: no clock, no chance, no environment, no input or output. The same
 * specification and facts give an equal plan, always.
 */
@NullMarked
package dev.slipway.core.plan;

import org.jspecify.annotations.NullMarked;
