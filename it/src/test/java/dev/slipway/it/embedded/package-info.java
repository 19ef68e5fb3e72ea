/**
 * Launches real embedded clusters, and looks at them from outside as a user would: by Kafka and
 * ZooKeeper clients, by the processes, ports and folders of this machine.
 *
 * <p>A <em>layout</em> says which processes host the nodes; what holds in one must hold in the
 * other. A <em>program</em> is a user's JVM, which meets with a fate.
 */
@NullMarked
package dev.slipway.it.embedded;

import org.jspecify.annotations.NullMarked;
