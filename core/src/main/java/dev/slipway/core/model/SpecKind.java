package dev.slipway.core.model;

/**
 * Tells how a mesh or an exposure is named in JSON. Providers are found by {@link
 * java.util.ServiceLoader}; two for one name are refused.
 */
public interface SpecKind {
  /** The name, equal to {@link MeshSpec#kind()} or {@link ExposureSpec#kind()}. */
  String kind();

  /** The value's class, which Jackson can read and write. */
  Class<?> type();
}
