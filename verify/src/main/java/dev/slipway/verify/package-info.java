/**
 * Probes that prove a running cluster to be as it was planned.
 *
 * <p>Nothing here is called by its name: with this artifact on the class path, {@code verify()} of
 * a deployment works.
 *
 * <pre>{@code
 * VerificationReport report = deployment.verify();
 * System.out.println(report);
 * report.orThrow();
 * }</pre>
 *
 * <p>Only such API of kafka-clients is used as 3.9 and 4.x share.
 */
@NullMarked
package dev.slipway.verify;

import org.jspecify.annotations.NullMarked;
