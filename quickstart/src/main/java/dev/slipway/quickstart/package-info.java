/** The main job in one command: a cluster, used from outside and proved. */
@NullMarked
package dev.slipway.quickstart;

import org.jspecify.annotations.NullMarked;
