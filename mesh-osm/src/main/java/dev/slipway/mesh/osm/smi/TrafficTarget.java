package dev.slipway.mesh.osm.smi;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.core.model.ServiceAccount;
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
 * Admits identities to the routes of another identity.
 *
 * @see <a
 *     href="https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-access/v1alpha3/traffic-access.md">SMI:
 *     traffic access control v1alpha3</a>
 */
@Group("access.smi-spec.io")
@Version("v1alpha3")
@Kind("TrafficTarget")
@Plural("traffictargets")
public final class TrafficTarget extends CustomResource<TrafficTarget.Spec, Void>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  /** For Jackson. */
  public TrafficTarget() {}

  /** Admits the sources to one route of the destination, in whose namespace both objects lie. */
  public static TrafficTarget of(
      ObjectMeta metadata, ServiceAccount destination, String route, List<ServiceAccount> sources) {
    TrafficTarget target = new TrafficTarget();
    target.setMetadata(metadata);
    target.setSpec(
        new Spec(
            Identity.of(destination),
            List.of(new Rule(Rule.TCP_ROUTE, route)),
            sources.stream().map(Identity::of).toList()));
    return target;
  }

  @Override
  protected @Nullable Spec initSpec() {
    return null;
  }

  /**
   * Who may reach what of whom.
   *
   * @param destination who is reached
   * @param rules the routes
   * @param sources who may reach it; none would mean all
   */
  public record Spec(
      @JsonProperty("destination") Identity destination,
      @JsonProperty("rules") List<Rule> rules,
      @JsonProperty("sources") List<Identity> sources) {
    /** Keeps copies. */
    public Spec {
      rules = List.copyOf(rules);
      sources = List.copyOf(sources);
    }
  }

  /**
   * An identity.
   *
   * @param kind {@value #SERVICE_ACCOUNT}
   * @param name its name
   * @param namespace its namespace
   */
  public record Identity(
      @JsonProperty("kind") String kind,
      @JsonProperty("name") String name,
      @JsonProperty("namespace") String namespace) {
    /** The kind of every identity. */
    public static final String SERVICE_ACCOUNT = "ServiceAccount";

    static Identity of(ServiceAccount account) {
      return new Identity(SERVICE_ACCOUNT, account.name(), account.namespace());
    }
  }

  /**
   * A route in the namespace of the target.
   *
   * @param kind its kind, for TCP {@value #TCP_ROUTE}
   * @param name its name
   */
  public record Rule(@JsonProperty("kind") String kind, @JsonProperty("name") String name) {
    /** The kind of {@link SmiTcpRoute}. */
    public static final String TCP_ROUTE = "TCPRoute";
  }
}
