package dev.slipway.exposure.internal;

import dev.slipway.core.plan.Allotment;
import dev.slipway.core.plan.BrokerPlan;
import dev.slipway.core.plan.ListenerPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.PortPlan;
import dev.slipway.exposure.NodePortPerBroker;
import dev.slipway.kubernetes.spi.ExposureRenderer;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.List;
import java.util.stream.Stream;

/** A Service of type NodePort for each broker; found by {@link java.util.ServiceLoader}. */
public final class NodePortRenderer implements ExposureRenderer<NodePortPerBroker> {
  // Every Kubernetes gives this label to the pods of a StatefulSet.
  private static final String POD_NAME = "statefulset.kubernetes.io/pod-name";

  /** For {@link java.util.ServiceLoader}. */
  public NodePortRenderer() {}

  @Override
  public Class<NodePortPerBroker> specType() {
    return NodePortPerBroker.class;
  }

  @Override
  public Stream<HasMetadata> render(
      NodePortPerBroker exposure, ListenerPlan listener, RenderContext context) {
    List<Allotment.Share> shares = listener.allotment().orElseThrow().shares();
    return context.plan().brokers().stream()
        .map(broker -> service(broker, shares.get(broker.id()), listener, context));
  }

  /**
   * It leads to the broker before that is ready, too: clients of a broker that recovers are better
   * told so by the broker than by silence.
   */
  private static HasMetadata service(
      BrokerPlan broker, Allotment.Share share, ListenerPlan listener, RenderContext context) {
    return new ServiceBuilder()
        .withMetadata(context.metadata(NodeRole.BROKER, share.service().orElseThrow()))
        .withNewSpec()
        .withType("NodePort")
        .withPublishNotReadyAddresses(true)
        .addToSelector(POD_NAME, broker.name())
        .withPorts(port(share, listener))
        .endSpec()
        .build();
  }

  /** The NodePort if it is known, be it given or assigned; else the API server assigns one. */
  private static ServicePort port(Allotment.Share share, ListenerPlan listener) {
    ServicePortBuilder port =
        new ServicePortBuilder()
            .withName("tcp-" + listener.name())
            .withProtocol("TCP")
            .withAppProtocol(PortPlan.APP_PROTOCOL)
            .withPort(listener.port())
            .withTargetPort(new IntOrString(listener.port()));
    share.port().ifPresent(port::withNodePort);
    return port.build();
  }
}
