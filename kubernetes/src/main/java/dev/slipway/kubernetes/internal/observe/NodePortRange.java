package dev.slipway.kubernetes.internal.observe;

import dev.slipway.core.facts.PortRange;
import dev.slipway.kubernetes.internal.session.Transience;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks an API server where it allots NodePorts. It has no answer to that, and a dry run does not
 * look at the range; but it names it when it refuses a Service. So it is given one that it must
 * refuse: with the least and the greatest port there is.
 */
public final class NodePortRange {
  private static final Pattern NAMED =
      Pattern.compile("The range of valid ports is (\\d{1,5})-(\\d{1,5})");

  private NodePortRange() {}

  /**
   * The range; empty if the server does not tell, as where the account may make no Services there.
   *
   * @param namespace one that is there
   */
  public static Optional<PortRange> ask(KubernetesClient client, String namespace) {
    try {
      HasMetadata accepted = client.resource(impossible(namespace)).create();
      client.resource(accepted).delete();
      return Optional.of(PortRange.ALL);
    } catch (KubernetesClientException e) {
      if (Transience.isTransient(e)) {
        throw e;
      }
      return of(String.valueOf(e.getMessage()));
    }
  }

  /** The range that a refusal names. */
  static Optional<PortRange> of(String refusal) {
    Matcher named = NAMED.matcher(refusal);
    return named.find()
        ? Optional.of(
            new PortRange(Integer.parseInt(named.group(1)), Integer.parseInt(named.group(2))))
        : Optional.empty();
  }

  private static Service impossible(String namespace) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withGenerateName("slipway-question-")
        .withNamespace(namespace)
        .endMetadata()
        .withNewSpec()
        .withType("NodePort")
        .addNewPort()
        .withName("least")
        .withPort(1)
        .withNodePort(PortRange.ALL.first())
        .endPort()
        .addNewPort()
        .withName("greatest")
        .withPort(2)
        .withNodePort(PortRange.ALL.last())
        .endPort()
        .endSpec()
        .build();
  }
}
