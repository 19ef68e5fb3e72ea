/** Folders of clusters, owned by one living JVM and swept away when it is dead. */
@NullMarked
package dev.slipway.embedded.internal.folder;

import org.jspecify.annotations.NullMarked;
