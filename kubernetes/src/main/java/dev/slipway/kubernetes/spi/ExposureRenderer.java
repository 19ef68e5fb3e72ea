package dev.slipway.kubernetes.spi;

import dev.slipway.core.model.ExposureSpec;
import dev.slipway.core.plan.ListenerPlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.stream.Stream;

/**
 * Renders the objects through which clients outside reach one listener.
 *
 * @param <E> the exposure it is for
 */
public interface ExposureRenderer<E extends ExposureSpec> {
  /** The class of the exposures it is for. */
  Class<E> specType();

  /**
   * The objects that expose one listener. Pure: the same arguments give equal objects.
   *
   * @param exposure what was asked
   * @param listener the listener, with the name of each broker's Service
   * @param context the whole of what was decided
   */
  Stream<HasMetadata> render(E exposure, ListenerPlan listener, RenderContext context);
}
