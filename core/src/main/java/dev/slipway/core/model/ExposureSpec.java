package dev.slipway.core.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * How clients outside the cluster reach one listener of every broker.
 *
 * <p>An exposure is an immutable value with equality. It declares what it needs and is allotted
 * ports and names by the planner; it never takes a port by itself.
 *
 * <p>To add one: implement this interface, and register a {@link SpecKind} for it so that it can be
 * stored as JSON.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonIgnoreProperties(value = "kind", allowGetters = true)
public interface ExposureSpec {
  /** The kind's name in plans, problems and JSON, such as {@code node-port-per-broker}. */
  String kind();

  /** What this exposure needs of a cluster; the planner answers once, and nobody asks again. */
  ExposureNeeds needs();
}
