package dev.slipway.core.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * The service mesh that carries the cluster's traffic.
 *
 * <p>A mesh is an immutable value with equality. It knows nothing of Kafka: it states its rules,
 * and the planner follows them.
 *
 * <p>To add one: implement this interface, and register a {@link SpecKind} for it so that it can be
 * stored as JSON.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonIgnoreProperties(value = "kind", allowGetters = true)
public interface MeshSpec {
  /** The kind's name in plans, problems and JSON, such as {@code osm}. */
  String kind();

  /** What this mesh demands of whoever joins it. */
  MeshRules rules();
}
