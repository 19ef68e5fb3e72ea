package dev.slipway.core.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.slipway.core.style.SpecStyle;
import java.util.OptionalInt;
import java.util.Set;
import org.immutables.value.Value;

/** What a mesh demands of the pods, ports and identities that join it. */
@Value.Immutable
@SpecStyle
@JsonDeserialize(as = ImmutableMeshRules.class)
public abstract class MeshRules {
  MeshRules() {}

  /** Ports that the mesh's own containers use in every pod. */
  public abstract Set<Integer> reservedPorts();

  /** The user id under which the sidecar runs, whose traffic is not intercepted. */
  public abstract OptionalInt reservedUid();

  /** To which address the sidecar delivers what comes in. */
  public abstract Delivery delivery();

  /** How a client outside the mesh, who has no identity in it, gets to an external listener. */
  public abstract Outsiders outsiders();

  /** How many ports a pod can take out of the mesh. If unspecified, any number. */
  public abstract OptionalInt mostExcludedPorts();

  /** Whether the name of a ServiceAccount may hold a dot. If unspecified, it may. */
  @Value.Default
  public boolean dotInIdentityAllowed() {
    return true;
  }

  /**
   * Whether the server's side refuses an identity that no policy admits. If unspecified, it does.
   */
  @Value.Default
  public boolean authorizesOnServer() {
    return true;
  }

  /** Whether a server that listens on its pod's address alone gets what comes in. */
  @JsonIgnore
  public boolean reachesPodAddress() {
    return delivery() == Delivery.POD_ADDRESS;
  }

  /** A builder of rules. */
  public static Builder builder() {
    return ImmutableMeshRules.builder();
  }

  /**
   * A builder of the same value with something changed: what is said to it counts instead of what
   * this value has, or besides it in lists and maps.
   */
  @CheckReturnValue
  public Builder toBuilder() {
    return new MeshRulesVariation(this);
  }

  /** To which address of a pod a sidecar delivers what comes in. */
  public enum Delivery {
    /** The pod's own address. */
    POD_ADDRESS,
    /** 127.0.0.1: a server that listens on the pod's address alone gets nothing. */
    LOOPBACK
  }

  /** How a client outside the mesh gets to a port of a pod inside. */
  public enum Outsiders {
    /** The port is taken out of the mesh: no mTLS, no authorization, no telemetry. */
    PORT_EXCLUDED,
    /** The sidecar accepts plaintext on that port: no mTLS for it, policies still apply. */
    PORT_PERMISSIVE
  }

  /** Builds {@link MeshRules}. */
  public interface Builder {
    /** More of {@link MeshRules#reservedPorts()}. */
    Builder reservedPorts(int... ports);

    /** See {@link MeshRules#reservedUid()}. */
    Builder reservedUid(int uid);

    /** See {@link MeshRules#delivery()}. */
    Builder delivery(Delivery delivery);

    /** See {@link MeshRules#outsiders()}. */
    Builder outsiders(Outsiders outsiders);

    /** See {@link MeshRules#mostExcludedPorts()}. */
    Builder mostExcludedPorts(int ports);

    /** See {@link MeshRules#dotInIdentityAllowed()}. */
    Builder dotInIdentityAllowed(boolean allowed);

    /** See {@link MeshRules#authorizesOnServer()}. */
    Builder authorizesOnServer(boolean authorizes);

    /** The value. */
    @CheckReturnValue
    MeshRules build();
  }
}
