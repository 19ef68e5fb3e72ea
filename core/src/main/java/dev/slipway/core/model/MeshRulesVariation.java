package dev.slipway.core.model;

import java.util.HashSet;
import java.util.Set;

/** Builds a {@link MeshRules} from another: what is not said anew is taken from there. */
final class MeshRulesVariation implements MeshRules.Builder {
  private final MeshRules base;
  private final MeshRules.Builder builder = MeshRules.builder();
  private final Set<String> said = new HashSet<>();

  MeshRulesVariation(MeshRules base) {
    this.base = base;
    base.reservedPorts().forEach(builder::reservedPorts);
  }

  @Override
  public MeshRules.Builder reservedUid(int reservedUid) {
    said.add("reservedUid");
    builder.reservedUid(reservedUid);
    return this;
  }

  @Override
  public MeshRules.Builder delivery(MeshRules.Delivery delivery) {
    said.add("delivery");
    builder.delivery(delivery);
    return this;
  }

  @Override
  public MeshRules.Builder outsiders(MeshRules.Outsiders outsiders) {
    said.add("outsiders");
    builder.outsiders(outsiders);
    return this;
  }

  @Override
  public MeshRules.Builder mostExcludedPorts(int mostExcludedPorts) {
    said.add("mostExcludedPorts");
    builder.mostExcludedPorts(mostExcludedPorts);
    return this;
  }

  @Override
  public MeshRules.Builder dotInIdentityAllowed(boolean dotInIdentityAllowed) {
    said.add("dotInIdentityAllowed");
    builder.dotInIdentityAllowed(dotInIdentityAllowed);
    return this;
  }

  @Override
  public MeshRules.Builder authorizesOnServer(boolean authorizesOnServer) {
    said.add("authorizesOnServer");
    builder.authorizesOnServer(authorizesOnServer);
    return this;
  }

  @Override
  public MeshRules.Builder reservedPorts(int... ports) {
    builder.reservedPorts(ports);
    return this;
  }

  @Override
  public MeshRules build() {
    if (said.add("reservedUid")) {
      base.reservedUid().ifPresent(builder::reservedUid);
    }
    if (said.add("delivery")) {
      builder.delivery(base.delivery());
    }
    if (said.add("outsiders")) {
      builder.outsiders(base.outsiders());
    }
    if (said.add("mostExcludedPorts")) {
      base.mostExcludedPorts().ifPresent(builder::mostExcludedPorts);
    }
    if (said.add("dotInIdentityAllowed")) {
      builder.dotInIdentityAllowed(base.dotInIdentityAllowed());
    }
    if (said.add("authorizesOnServer")) {
      builder.authorizesOnServer(base.authorizesOnServer());
    }
    return builder.build();
  }
}
