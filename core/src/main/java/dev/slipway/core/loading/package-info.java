/**
 * How classes and providers are found where several class loaders know Slipway, or the context
 * class loader of a thread knows another copy of it or none: in plug-ins, application servers and
 * test frameworks.
 */
@NullMarked
package dev.slipway.core.loading;

import org.jspecify.annotations.NullMarked;
