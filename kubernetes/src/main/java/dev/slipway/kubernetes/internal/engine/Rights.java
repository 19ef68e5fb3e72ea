package dev.slipway.kubernetes.internal.engine;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.problem.ApplyException;
import dev.slipway.kubernetes.internal.session.PlanNames;
import dev.slipway.kubernetes.internal.session.Requests;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Refuses, before anything is touched, a deployment that would end at a missing right. A rules
 * review for each namespace shows most rights at once; what it does not show is asked for one by
 * one, since only an access review is the truth.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access">Kubernetes:
 *     checking API access</a>
 */
final class Rights {
  private static final Set<String> OF_OBJECTS = Set.of("get", "list", "create", "patch", "delete");

  private final KubernetesClient client;
  private final Requests requests;

  Rights(KubernetesClient client, Requests requests) {
    this.client = client;
    this.requests = requests;
  }

  /**
   * A verb on a resource; the namespace is empty for what is cluster-scoped.
   *
   * @param resource with its subresource, as in {@code pods/log}
   */
  record Right(String verb, String group, String resource, String namespace) {
    @Override
    public String toString() {
      return verb
          + " "
          + resource
          + (group.isEmpty() ? "" : "." + group)
          + (namespace.isEmpty() ? " (cluster-scoped)" : " in namespace " + namespace);
    }
  }

  /**
   * What deploying these objects needs.
   *
   * @param created namespaces that have to be made
   */
  static Set<Right> of(RenderedPlan rendered, Set<String> created) {
    Set<Right> rights = new LinkedHashSet<>();
    for (HasMetadata object : rendered.manifests().objects()) {
      if (object instanceof Namespace) {
        rights.add(new Right("get", "", "namespaces", ""));
        if (created.contains(object.getMetadata().getName())) {
          rights.add(new Right("create", "", "namespaces", ""));
          rights.add(new Right("patch", "", "namespaces", ""));
        }
      } else {
        String namespace = object.getMetadata().getNamespace();
        add(rights, OF_OBJECTS, group(object), object.getPlural(), namespace);
      }
    }
    ClusterPlan plan = rendered.plan();
    for (String namespace : PlanNames.namespaces(plan)) {
      add(rights, Set.of("get", "list", "watch", "delete"), "", "pods", namespace);
      add(rights, Set.of("watch"), "apps", "statefulsets", namespace);
      add(rights, Set.of("get"), "", "pods/log", namespace);
      add(rights, Set.of("create"), "", "pods/portforward", namespace);
      add(rights, Set.of("list", "watch"), "", "events", namespace);
      for (String looked :
          List.of(
              "configmaps", "persistentvolumeclaims", "secrets", "serviceaccounts", "services")) {
        add(rights, Set.of("list"), "", looked, namespace);
      }
    }
    add(
        rights,
        Set.of("get", "list", "watch", "create", "update", "delete"),
        "coordination.k8s.io",
        "leases",
        PlanNames.namespace(plan, NodeRole.BROKER));
    return rights;
  }

  private static void add(
      Set<Right> rights, Set<String> verbs, String group, String resource, String namespace) {
    verbs.stream()
        .sorted()
        .forEach(verb -> rights.add(new Right(verb, group, resource, namespace)));
  }

  private static String group(HasMetadata object) {
    String version = object.getApiVersion();
    int slash = version.indexOf('/');
    return slash < 0 ? "" : version.substring(0, slash);
  }

  /**
   * Checks that the account of the client has all of them.
   *
   * @throws ApplyException if it has not; it names all that are missing
   */
  void check(String cluster, Set<Right> wanted) {
    Map<String, List<ResourceRule>> rules = rules(wanted);
    List<Right> unseen =
        wanted.stream()
            .filter(
                right ->
                    right.namespace().isEmpty()
                        || rules.getOrDefault(right.namespace(), List.of()).stream()
                            .noneMatch(rule -> grants(rule, right)))
            .toList();
    List<Boolean> allowed =
        requests.atOnce(
            unseen.stream().<Supplier<Boolean>>map(right -> () -> allowed(right)).toList());
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < unseen.size(); i++) {
      if (!allowed.get(i)) {
        missing.add(unseen.get(i).toString());
      }
    }
    if (!missing.isEmpty()) {
      throw new ApplyException(
          "Cluster '"
              + cluster
              + "': the account lacks rights; nothing was touched\n  - "
              + String.join("\n  - ", missing)
              + "\n"
              + "  fix: grant them, as the Role in docs/kubernetes.md does; nothing cluster-scoped"
              + " is needed with inExistingNamespaces(...)");
    }
  }

  private Map<String, List<ResourceRule>> rules(Set<Right> wanted) {
    List<String> namespaces =
        wanted.stream()
            .map(Right::namespace)
            .filter(namespace -> !namespace.isEmpty())
            .distinct()
            .toList();
    List<List<ResourceRule>> found =
        requests.atOnce(
            namespaces.stream()
                .<Supplier<List<ResourceRule>>>map(namespace -> () -> rules(namespace))
                .toList());
    Map<String, List<ResourceRule>> rules = new LinkedHashMap<>();
    for (int i = 0; i < namespaces.size(); i++) {
      rules.put(namespaces.get(i), found.get(i));
    }
    return rules;
  }

  private List<ResourceRule> rules(String namespace) {
    return client
        .resource(
            new SelfSubjectRulesReviewBuilder()
                .withNewSpec()
                .withNamespace(namespace)
                .endSpec()
                .build())
        .create()
        .getStatus()
        .getResourceRules();
  }

  private static boolean grants(ResourceRule rule, Right right) {
    return (rule.getResourceNames() == null || rule.getResourceNames().isEmpty())
        && holds(rule.getVerbs(), right.verb())
        && holds(rule.getApiGroups(), right.group())
        && holds(rule.getResources(), right.resource());
  }

  private static boolean holds(List<String> granted, String wanted) {
    return granted.contains("*") || granted.contains(wanted);
  }

  private boolean allowed(Right right) {
    String[] resource = right.resource().split("/", -1);
    ResourceAttributes attributes =
        new ResourceAttributesBuilder()
            .withVerb(right.verb())
            .withGroup(right.group())
            .withResource(resource[0])
            .withSubresource(resource.length > 1 ? resource[1] : null)
            .withNamespace(right.namespace().isEmpty() ? null : right.namespace())
            .build();
    return Boolean.TRUE.equals(
        client
            .resource(
                new SelfSubjectAccessReviewBuilder()
                    .withNewSpec()
                    .withResourceAttributes(attributes)
                    .endSpec()
                    .build())
            .create()
            .getStatus()
            .getAllowed());
  }
}
