package dev.slipway.mesh.osm;

import dev.slipway.core.model.SpecKind;

/** Names {@link OpenServiceMesh} in JSON; found by {@link java.util.ServiceLoader}. */
public final class OpenServiceMeshKind implements SpecKind {
  /** For {@link java.util.ServiceLoader}. */
  public OpenServiceMeshKind() {}

  @Override
  public String kind() {
    return OpenServiceMesh.KIND;
  }

  @Override
  public Class<?> type() {
    return OpenServiceMesh.class;
  }
}
