package dev.slipway.kubernetes.render;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Optional;

/** The objects in which the secrets of a cluster lie, as far as they may be seen. */
public interface SecretSource {
  /** The Secret of a name. */
  Optional<Secret> secret(String namespace, String name);

  /** The StatefulSet of a name. */
  Optional<StatefulSet> statefulSet(String namespace, String name);

  /** Shows nothing. */
  static SecretSource none() {
    return new SecretSource() {
      @Override
      public Optional<Secret> secret(String namespace, String name) {
        return Optional.empty();
      }

      @Override
      public Optional<StatefulSet> statefulSet(String namespace, String name) {
        return Optional.empty();
      }
    };
  }
}
