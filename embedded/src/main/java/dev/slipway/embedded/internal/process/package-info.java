/** Child JVMs: how they are launched, told what to host, watched and ended. */
@NullMarked
package dev.slipway.embedded.internal.process;

import org.jspecify.annotations.NullMarked;
