package dev.slipway.core.model;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.slipway.core.style.SpecStyle;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;

/** What the pods of one kind of node carry besides what Slipway itself puts there. */
@Value.Immutable
@SpecStyle
@JsonDeserialize(as = ImmutablePodSpec.class)
public abstract class PodSpec {
  PodSpec() {}

  /** Labels added to each pod. If unspecified, none. */
  public abstract Map<String, String> labels();

  /** Annotations added to each pod. If unspecified, none. */
  public abstract Map<String, String> annotations();

  /** Environment variables of the server's container. If unspecified, none. Values are hidden. */
  public abstract Map<String, String> environment();

  /** Names of Secrets with which images are pulled. If unspecified, none. */
  public abstract List<String> imagePullSecrets();

  /** Nothing added. */
  public static PodSpec unspecified() {
    return builder().build();
  }

  /** A builder of a pod's additions. */
  public static Builder builder() {
    return ImmutablePodSpec.builder();
  }

  /**
   * A builder of the same value with something changed: labels, annotations, variables and secrets
   * are added to those it has.
   */
  @CheckReturnValue
  public Builder toBuilder() {
    Builder builder = builder();
    labels().forEach(builder::label);
    annotations().forEach(builder::annotation);
    environment().forEach(builder::environment);
    imagePullSecrets().forEach(builder::imagePullSecret);
    return builder;
  }

  @Override
  public String toString() {
    return Text.of("PodSpec")
        .map("labels", labels())
        .map("annotations", annotations())
        .hidden("environment", environment())
        .list("imagePullSecrets", imagePullSecrets())
        .toString();
  }

  /** Builds {@link PodSpec}. */
  public interface Builder {
    /** One more of {@link PodSpec#labels()}. */
    Builder label(String key, String value);

    /** One more of {@link PodSpec#annotations()}. */
    Builder annotation(String key, String value);

    /** One more of {@link PodSpec#environment()}. */
    Builder environment(String name, String value);

    /** One more of {@link PodSpec#imagePullSecrets()}. */
    Builder imagePullSecret(String name);

    /** The value. */
    @CheckReturnValue
    PodSpec build();
  }
}
