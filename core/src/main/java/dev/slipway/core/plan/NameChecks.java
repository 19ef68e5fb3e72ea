package dev.slipway.core.plan;

import dev.slipway.core.model.ListenerSpec;
import dev.slipway.core.model.NamespacesSpec;
import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.problem.ProblemCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Names of the cluster, its namespaces, its listeners and its clients. */
final class NameChecks {
  // A container port's name has at most 15 characters (RFC 6335), of which "tcp-" takes four.
  private static final int LISTENER_LENGTH = 11;

  // Names that would meet another port's or listener's.
  private static final Set<String> LISTENERS_TAKEN = Set.of("client", "internal");

  private NameChecks() {}

  static void run(Inputs inputs, ProblemList problems) {
    cluster(inputs, problems);
    NamespacesSpec namespaces = inputs.spec().namespaces();
    namespace(inputs, "namespaces.zookeeper", namespaces.zookeeper(), problems);
    namespace(inputs, "namespaces.kafka", namespaces.kafka(), problems);
    listeners(inputs.spec().listeners(), problems);
    identities("clients", inputs.spec().clients(), problems);
  }

  private static void cluster(Inputs inputs, ProblemList problems) {
    String name = inputs.spec().name();
    int most = mostCharacters(inputs);
    if (name.length() > most) {
      problems.error(
          ProblemCode.NAME_TOO_LONG,
          "name",
          name,
          "at most " + most + " characters, since longer names are derived from it",
          "shorten it");
    } else if (!Syntax.isDnsLabel(name)) {
      problems.error(
          ProblemCode.NAME_NOT_DNS, "name", name, Syntax.DNS_LABEL_WORDS, "rename the cluster");
    }
  }

  /** So many that the longest derived name still fits. */
  private static int mostCharacters(Inputs inputs) {
    Names names = inputs.names();
    int own = inputs.spec().name().length();
    int set =
        Names.STATEFUL_SET_LENGTH
            - longest(names.workload(NodeRole.ZOOKEEPER), names.workload(NodeRole.BROKER))
            + own;
    int lastBroker = inputs.brokers() - 1;
    int service =
        Names.LABEL_LENGTH
            - IntStream.concat(
                    IntStream.of(
                        longest(
                            names.clientService(NodeRole.ZOOKEEPER),
                            names.clientService(NodeRole.BROKER),
                            names.node(NodeRole.BROKER, lastBroker))),
                    inputs.spec().listeners().stream()
                        .filter(listener -> isPortName(listener.name()))
                        .mapToInt(
                            listener ->
                                names.externalService(lastBroker, listener.name()).length()))
                .max()
                .orElse(0)
            + own;
    return Math.max(1, Math.min(set, service));
  }

  private static int longest(String... names) {
    return List.of(names).stream().mapToInt(String::length).max().orElse(0);
  }

  private static void namespace(
      Inputs inputs, String place, String namespace, ProblemList problems) {
    boolean derived = namespace.equals(inputs.spec().name());
    if (!derived && !Syntax.isNamespace(namespace)) {
      problems.error(
          ProblemCode.NAME_NOT_DNS,
          place,
          namespace,
          Syntax.NAMESPACE_WORDS,
          "name another namespace");
    }
  }

  /** Whether the name of a container's port, which Kubernetes checks, can be made of it. */
  private static boolean isPortName(String listener) {
    return Syntax.isDnsLabel(listener)
        && listener.length() <= LISTENER_LENGTH
        && !listener.contains("--");
  }

  private static void listeners(List<ListenerSpec> listeners, ProblemList problems) {
    Set<String> seen = new HashSet<>();
    for (ListenerSpec listener : listeners) {
      String name = listener.name();
      String place = "listeners[" + name + "].name";
      if (!isPortName(name)) {
        problems.error(
            ProblemCode.LISTENER_NAME,
            place,
            name,
            Syntax.DNS_LABEL_WORDS
                + ", without two hyphens in a row, at most "
                + LISTENER_LENGTH
                + " characters",
            "rename the listener");
      } else if (LISTENERS_TAKEN.contains(name)) {
        problems.error(
            ProblemCode.LISTENER_NAME,
            place,
            name,
            "none of the names that every cluster has: client, internal",
            "rename the listener");
      }
      if (!seen.add(name)) {
        problems.error(
            ProblemCode.LISTENER_DUPLICATE,
            place,
            name,
            "a name of its own for each listener",
            "name it: expose(\"partners\", ...)");
      }
    }
  }

  private static void identities(
      String place, List<ServiceAccount> identities, ProblemList problems) {
    for (ServiceAccount identity : identities) {
      if (!Syntax.isDnsSubdomain(identity.name())) {
        problems.error(
            ProblemCode.NAME_NOT_DNS,
            place + "[" + identity + "].name",
            identity.name(),
            "a DNS subdomain, as ServiceAccounts have it",
            "name an existing ServiceAccount");
      }
      if (!Syntax.isNamespace(identity.namespace())) {
        problems.error(
            ProblemCode.NAME_NOT_DNS,
            place + "[" + identity + "].namespace",
            identity.namespace(),
            Syntax.NAMESPACE_WORDS,
            "name an existing namespace");
      }
    }
  }
}
