/** What the planner decides, whole: matrix, golden folders, and the servers' own parsers. */
@NullMarked
package dev.slipway.it.plan;

import org.jspecify.annotations.NullMarked;
