package dev.slipway.core.model;

import java.util.HashSet;
import java.util.Set;

/** Builds a {@link ResourcesSpec} from another: what is not said anew is taken from there. */
final class ResourcesVariation implements ResourcesSpec.Builder {
  private final ResourcesSpec base;
  private final ResourcesSpec.Builder builder = ResourcesSpec.builder();
  private final Set<String> said = new HashSet<>();

  ResourcesVariation(ResourcesSpec base) {
    this.base = base;
  }

  @Override
  public ResourcesSpec.Builder heap(DataSize heap) {
    said.add("heap");
    builder.heap(heap);
    return this;
  }

  @Override
  public ResourcesSpec.Builder memory(DataSize memory) {
    said.add("memory");
    builder.memory(memory);
    return this;
  }

  @Override
  public ResourcesSpec.Builder cpu(Cpu cpu) {
    said.add("cpu");
    builder.cpu(cpu);
    return this;
  }

  @Override
  public ResourcesSpec build() {
    if (said.add("heap")) {
      base.heap().ifPresent(builder::heap);
    }
    if (said.add("memory")) {
      base.memory().ifPresent(builder::memory);
    }
    if (said.add("cpu")) {
      base.cpu().ifPresent(builder::cpu);
    }
    return builder.build();
  }
}
