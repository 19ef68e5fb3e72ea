package dev.slipway.core.model;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.slipway.core.style.SpecStyle;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** A further listener of every broker, for clients outside the cluster. */
@Value.Immutable
@SpecStyle
@JsonDeserialize(as = ImmutableListenerSpec.class)
@JsonPropertyOrder("name")
public abstract class ListenerSpec {
  /** The name if unspecified. */
  public static final String DEFAULT_NAME = "external";

  ListenerSpec() {}

  /** The listener's name, in lower case. If unspecified, {@value #DEFAULT_NAME}. */
  @Value.Default
  public String name() {
    return DEFAULT_NAME;
  }

  /**
   * The port on which each broker listens, not the one that clients outside dial. If unspecified,
   * the first one free from 9094 on.
   */
  public abstract OptionalInt port();

  /** How clients outside reach the listener. */
  public abstract ExposureSpec exposure();

  @Value.Check
  void check() {
    Require.text("listener name", name());
    port().ifPresent(port -> Require.port("port of listener " + name(), port));
  }

  /** The listener {@value #DEFAULT_NAME}, reached by this exposure. */
  public static ListenerSpec of(ExposureSpec exposure) {
    return builder().exposure(exposure).build();
  }

  /** A builder of a listener. */
  public static Builder builder() {
    return ImmutableListenerSpec.builder();
  }

  /**
   * A builder of the same value with something changed: what is said to it counts instead of what
   * this value has.
   */
  @CheckReturnValue
  public Builder toBuilder() {
    return new ListenerVariation(this);
  }

  @Override
  public String toString() {
    Text text = Text.of("ListenerSpec").value("name", name());
    port().ifPresent(port -> text.value("port", port));
    return text.value("exposure", exposure()).toString();
  }

  /** Builds {@link ListenerSpec}. */
  public interface Builder {
    /** See {@link ListenerSpec#name()}. */
    Builder name(String name);

    /** See {@link ListenerSpec#port()}. */
    Builder port(int port);

    /** See {@link ListenerSpec#exposure()}. */
    Builder exposure(ExposureSpec exposure);

    /** The value. */
    @CheckReturnValue
    ListenerSpec build();
  }
}
