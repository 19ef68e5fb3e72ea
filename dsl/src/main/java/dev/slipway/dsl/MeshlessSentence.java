package dev.slipway.dsl;

import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.model.ExposureSpec;
import dev.slipway.core.model.ListenerSpec;
import dev.slipway.core.model.MeshSpec;
import dev.slipway.core.model.ServiceAccount;
import java.util.function.Consumer;

/** A complete sentence that may still say which mesh carries the traffic. */
@CheckReturnValue
public interface MeshlessSentence extends Sentence {
  /**
   * Lets this mesh carry the traffic inside the cluster. If unspecified, none does. What it costs,
   * the mesh's own documentation says.
   */
  Sentence mesh(MeshSpec mesh);

  @Override
  MeshlessSentence expose(ExposureSpec exposure);

  @Override
  MeshlessSentence expose(String listenerName, ExposureSpec exposure);

  @Override
  MeshlessSentence listener(Consumer<? super ListenerSpec.Builder> described);

  @Override
  MeshlessSentence allow(ServiceAccount... clients);

  @Override
  MeshlessSentence inNamespace(String namespace);

  @Override
  MeshlessSentence inNamespaces(String zookeeper, String kafka);

  @Override
  MeshlessSentence inExistingNamespace(String namespace);

  @Override
  MeshlessSentence inExistingNamespaces(String zookeeper, String kafka);

  @Override
  MeshlessSentence label(String key, String value);

  @Override
  MeshlessSentence annotation(String key, String value);
}
