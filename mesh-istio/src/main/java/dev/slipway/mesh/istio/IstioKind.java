package dev.slipway.mesh.istio;

import dev.slipway.core.model.SpecKind;

/** Names {@link Istio} in JSON; found by {@link java.util.ServiceLoader}. */
public final class IstioKind implements SpecKind {
  /** For {@link java.util.ServiceLoader}. */
  public IstioKind() {}

  @Override
  public String kind() {
    return Istio.KIND;
  }

  @Override
  public Class<?> type() {
    return Istio.class;
  }
}
