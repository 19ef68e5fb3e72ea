/**
 * What a target knows beforehand: read once, then a value, so that the same specification and the
 * same facts always give the same plan.
 *
 * <pre>{@code
 * TargetFacts facts = KubernetesFacts.builder()
 *     .machine(MachineFacts.of("node1", NodeAddressType.INTERNAL_IP, "10.0.0.11"))
 *     .build();
 * }</pre>
 */
@NullMarked
package dev.slipway.core.facts;

import org.jspecify.annotations.NullMarked;
