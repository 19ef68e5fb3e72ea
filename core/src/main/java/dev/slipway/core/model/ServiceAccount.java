package dev.slipway.core.model;

/**
 * An identity inside the Kubernetes cluster: a mesh admits and refuses by it.
 *
 * @param name the name of the ServiceAccount
 * @param namespace the namespace it lives in
 */
public record ServiceAccount(String name, String namespace) {
  /** Refuses a blank name or namespace. */
  public ServiceAccount {
    Require.text("service account name", name);
    Require.text("service account namespace", namespace);
  }

  /** {@code namespace/name}. */
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
