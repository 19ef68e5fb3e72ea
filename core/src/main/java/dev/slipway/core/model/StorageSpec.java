package dev.slipway.core.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** Where a node keeps its data. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StorageSpec.Ephemeral.class, name = "ephemeral"),
  @JsonSubTypes.Type(value = StorageSpec.Persistent.class, name = "persistent")
})
public sealed interface StorageSpec {
  /** Gone with the pod, or with the embedded cluster. */
  static StorageSpec ephemeral() {
    return new Ephemeral();
  }

  /** A volume a node of the default storage class. */
  static StorageSpec persistent(String size) {
    return new Persistent(DataSize.of(size), Optional.empty());
  }

  /** A volume a node of the given storage class. */
  static StorageSpec persistent(String size, String storageClass) {
    return new Persistent(
        DataSize.of(size), Optional.of(Require.text("storage class", storageClass)));
  }

  /** Gone with the pod, or with the embedded cluster. */
  record Ephemeral() implements StorageSpec {
    @Override
    public String toString() {
      return "ephemeral";
    }
  }

  /**
   * A volume a node, kept until it is deleted by name.
   *
   * @param size the size of one node's volume
   * @param storageClass the storage class; if unspecified, the cluster's default class
   */
  record Persistent(DataSize size, Optional<String> storageClass) implements StorageSpec {
    @Override
    public String toString() {
      return "persistent " + size + storageClass.map(name -> " of class " + name).orElse("");
    }
  }
}
