package dev.slipway.exposure;

import dev.slipway.core.model.SpecKind;

/** Names {@link NodePortPerBroker} in JSON; found by {@link java.util.ServiceLoader}. */
public final class NodePortPerBrokerKind implements SpecKind {
  /** For {@link java.util.ServiceLoader}. */
  public NodePortPerBrokerKind() {}

  @Override
  public String kind() {
    return NodePortPerBroker.KIND;
  }

  @Override
  public Class<?> type() {
    return NodePortPerBroker.class;
  }
}
