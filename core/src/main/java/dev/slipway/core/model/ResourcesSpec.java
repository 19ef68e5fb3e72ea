package dev.slipway.core.model;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.slipway.core.style.SpecStyle;
import java.util.Optional;
import org.immutables.value.Value;

/** What one node may use of memory and processors. */
@Value.Immutable
@SpecStyle
@JsonDeserialize(as = ImmutableResourcesSpec.class)
public abstract class ResourcesSpec {
  ResourcesSpec() {}

  /**
   * The JVM's largest heap ({@code -Xmx}). If unspecified, half of {@link #memory()}, or the
   * target's default where that is unspecified too.
   */
  public abstract Optional<DataSize> heap();

  /** Memory requested and limited. If unspecified, none is requested and none is a limit. */
  public abstract Optional<DataSize> memory();

  /** Processors requested. If unspecified, none. Processors are never limited. */
  public abstract Optional<Cpu> cpu();

  /** Nothing asked for. */
  public static ResourcesSpec unspecified() {
    return builder().build();
  }

  /** A builder of resources. */
  public static Builder builder() {
    return ImmutableResourcesSpec.builder();
  }

  /**
   * A builder of the same value with something changed: what is said to it counts instead of what
   * this value has.
   */
  @CheckReturnValue
  public Builder toBuilder() {
    return new ResourcesVariation(this);
  }

  @Override
  public String toString() {
    return Text.of("ResourcesSpec")
        .optional("heap", heap())
        .optional("memory", memory())
        .optional("cpu", cpu())
        .toString();
  }

  /** Builds {@link ResourcesSpec}. */
  public interface Builder {
    /** See {@link ResourcesSpec#heap()}. */
    Builder heap(DataSize heap);

    /** See {@link ResourcesSpec#heap()}; as in {@code 512Mi}. */
    default Builder heap(String heap) {
      return heap(DataSize.of(heap));
    }

    /** See {@link ResourcesSpec#memory()}. */
    Builder memory(DataSize memory);

    /** See {@link ResourcesSpec#memory()}; as in {@code 2Gi}. */
    default Builder memory(String memory) {
      return memory(DataSize.of(memory));
    }

    /** See {@link ResourcesSpec#cpu()}. */
    Builder cpu(Cpu cpu);

    /** See {@link ResourcesSpec#cpu()}; as in {@code 500m}. */
    default Builder cpu(String cpu) {
      return cpu(Cpu.of(cpu));
    }

    /** The value. */
    @CheckReturnValue
    ResourcesSpec build();
  }
}
