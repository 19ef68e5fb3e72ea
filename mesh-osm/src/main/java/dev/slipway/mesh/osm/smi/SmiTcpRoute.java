package dev.slipway.mesh.osm.smi;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ports, for traffic targets to refer to: kind {@code TCPRoute} of the Service Mesh Interface,
 * which the Gateway API has another one of.
 *
 * @see <a
 *     href="https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-specs/v1alpha4/traffic-specs.md">SMI:
 *     traffic specs v1alpha4</a>
 */
@Group("specs.smi-spec.io")
@Version("v1alpha4")
@Kind("TCPRoute")
@Plural("tcproutes")
public final class SmiTcpRoute extends CustomResource<SmiTcpRoute.Spec, Void>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  /** For Jackson. */
  public SmiTcpRoute() {}

  /** A route to these ports of pods. */
  public static SmiTcpRoute of(ObjectMeta metadata, List<Integer> ports) {
    SmiTcpRoute route = new SmiTcpRoute();
    route.setMetadata(metadata);
    route.setSpec(new Spec(new Matches(ports)));
    return route;
  }

  @Override
  protected @Nullable Spec initSpec() {
    return null;
  }

  /**
   * What is routed.
   *
   * @param matches the ports
   */
  public record Spec(@JsonProperty("matches") Matches matches) {}

  /**
   * Which traffic is meant.
   *
   * @param ports ports of pods; none would mean all
   */
  public record Matches(@JsonProperty("ports") List<Integer> ports) {
    /** Keeps a copy. */
    public Matches {
      ports = List.copyOf(ports);
    }
  }
}
