package dev.slipway.kubernetes.internal.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.slipway.core.facts.PortRange;
import dev.slipway.core.problem.ApplyException;
import dev.slipway.kubernetes.change.Changes.Action;
import dev.slipway.kubernetes.change.Changes.Change;
import dev.slipway.kubernetes.internal.observe.ExistingObjects;
import dev.slipway.kubernetes.internal.observe.FactsReader;
import dev.slipway.kubernetes.internal.observe.NodePortRange;
import dev.slipway.kubernetes.internal.session.Ownership;
import dev.slipway.kubernetes.internal.session.ProgressTracker;
import dev.slipway.kubernetes.internal.session.Requests;
import dev.slipway.kubernetes.internal.session.ServerRefusal;
import dev.slipway.kubernetes.internal.session.Transience;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Applies objects server-side, those of one phase at once, and only what is not there already. */
final class Applier {
  private static final int DIGEST_CHARACTERS = 16;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

  /** Every cluster has it, and the range of NodePorts is the same in all namespaces. */
  private static final String ANY_NAMESPACE = "default";

  private final KubernetesClient client;
  private final Requests requests;
  private final ProgressTracker tracker;
  private final boolean force;
  private final ObjectMapper json =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  Applier(KubernetesClient client, Requests requests, ProgressTracker tracker, boolean force) {
    this.client = client;
    this.requests = requests;
    this.tracker = tracker;
    this.force = force;
  }

  /** What would be done to these objects, each with what it is to become. */
  Map<HasMetadata, Change> changes(Collection<HasMetadata> wanted, ExistingObjects observed) {
    List<HasMetadata> digested = wanted.stream().map(this::digested).toList();
    List<Optional<HasMetadata>> there =
        requests.atOnce(
            digested.stream()
                .<Supplier<Optional<HasMetadata>>>map(object -> () -> find(object, observed))
                .toList());
    Map<HasMetadata, Change> changes = new LinkedHashMap<>();
    for (int i = 0; i < digested.size(); i++) {
      HasMetadata object = digested.get(i);
      change(object, there.get(i)).ifPresent(change -> changes.put(object, change));
    }
    return changes;
  }

  /** What bears no label of the cluster may be there all the same. */
  private Optional<HasMetadata> find(HasMetadata wanted, ExistingObjects observed) {
    return observed.like(wanted).or(() -> Optional.ofNullable(client.resource(wanted).get()));
  }

  private Optional<Change> change(HasMetadata wanted, Optional<HasMetadata> there) {
    String named = Ownership.named(wanted);
    if (there.isEmpty()) {
      return Optional.of(new Change(Action.CREATE, named, "it is not there"));
    }
    if (!Ownership.sameOwner(wanted, there.get())) {
      return Optional.of(new Change(Action.REFUSE, named, "it is there and not of this cluster"));
    }
    if (there.get().getMetadata().getDeletionTimestamp() != null) {
      return Optional.of(new Change(Action.CREATE, named, "it is being deleted"));
    }
    String before = annotation(there.get());
    if (!annotation(wanted).equals(before)) {
      return Optional.of(
          new Change(
              Action.PATCH,
              named,
              before.isEmpty() ? "it was not applied by Slipway" : "it was asked for otherwise"));
    }
    return FieldComparison.firstDifference(tree(wanted), tree(there.get()))
        .map(path -> new Change(Action.PATCH, named, path + " was changed by somebody else"));
  }

  /**
   * Asks the API server what it would say to the patches among these changes, and to NodePorts that
   * are asked for; nothing is touched.
   *
   * @throws ApplyException with all that it would refuse
   */
  void rehearse(Map<HasMetadata, Change> changes) {
    List<Supplier<Optional<String>>> questions = new ArrayList<>();
    changes.forEach(
        (object, change) -> {
          if (change.action() == Action.PATCH) {
            questions.add(() -> refusal(object));
          }
        });
    List<String> refused =
        Stream.concat(
                requests.atOnce(questions).stream().flatMap(Optional::stream),
                portsOutOfRange(changes.keySet()).entrySet().stream()
                    .map(port -> Ownership.named(port.getKey()) + ": " + port.getValue()))
            .toList();
    if (!refused.isEmpty()) {
      throw new ApplyException(
          "the API server would refuse changes; nothing was touched\n  - "
              + String.join("\n  - ", refused));
    }
  }

  private Optional<String> refusal(HasMetadata object) {
    try {
      serverSide(object, true);
      return Optional.empty();
    } catch (KubernetesClientException e) {
      if (Transience.isTransient(e)) {
        throw e;
      }
      return Optional.of(ServerRefusal.text("apply", object, e));
    }
  }

  /**
   * What a dry run does not see: NodePorts that are asked for and that this API server does not
   * allot, by their Service. It is asked by a Service that it must refuse, so nothing is touched.
   */
  Map<HasMetadata, String> portsOutOfRange(Collection<HasMetadata> objects) {
    List<Service> services =
        objects.stream()
            .filter(Service.class::isInstance)
            .map(Service.class::cast)
            .filter(service -> !FactsReader.nodePorts(service).isEmpty())
            .toList();
    Map<HasMetadata, String> outside = new LinkedHashMap<>();
    if (services.isEmpty()) {
      return outside;
    }
    String namespace = services.get(0).getMetadata().getNamespace();
    boolean made =
        objects.stream()
            .anyMatch(
                object ->
                    object instanceof Namespace
                        && object.getMetadata().getName().equals(namespace));
    Optional<PortRange> range =
        (made ? NodePortRange.ask(client, ANY_NAMESPACE) : Optional.<PortRange>empty())
            .or(() -> NodePortRange.ask(client, namespace));
    for (Service service : services) {
      for (int port : FactsReader.nodePorts(service)) {
        if (range.isPresent() && !range.get().contains(port)) {
          outside.merge(
              service,
              "nodePort "
                  + port
                  + " (expected: within "
                  + range.get()
                  + ", where this API server allots them)"
                  + ServerRefusal.OTHER_PORT,
              (one, other) -> one + "; " + other);
        }
      }
    }
    return outside;
  }

  /** Applies these. */
  void apply(Collection<HasMetadata> changed) {
    requests.atOnce(
        changed.stream().<Supplier<HasMetadata>>map(object -> () -> apply(object)).toList());
  }

  private HasMetadata apply(HasMetadata object) {
    while (true) {
      try {
        return serverSide(object, false);
      } catch (KubernetesClientException e) {
        if (!passes(e) || tracker.left().isZero() || Thread.currentThread().isInterrupted()) {
          throw ServerRefusal.of("apply", object, e);
        }
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      }
    }
  }

  private HasMetadata serverSide(HasMetadata object, boolean rehearsal) {
    var fields = client.resource(object).dryRun(rehearsal).fieldManager(Ownership.FIELD_MANAGER);
    return (force ? fields.forceConflicts() : fields).serverSideApply();
  }

  /**
   * Whether it passes by itself: a race for a name, or a namespace on its way out. What breaks for
   * a moment is asked again by {@link Requests}.
   */
  private static boolean passes(KubernetesClientException e) {
    return (e.getCode() == HttpURLConnection.HTTP_CONFLICT && !ServerRefusal.isOfFields(e))
        || ServerRefusal.isOnItsWayOut(e);
  }

  private HasMetadata digested(HasMetadata object) {
    HasMetadata copy = client.getKubernetesSerialization().clone(object);
    Map<String, String> annotations = new LinkedHashMap<>();
    if (copy.getMetadata().getAnnotations() != null) {
      annotations.putAll(copy.getMetadata().getAnnotations());
    }
    annotations.put(Ownership.APPLIED, digest(tree(object)));
    copy.getMetadata().setAnnotations(annotations);
    return copy;
  }

  private JsonNode tree(HasMetadata object) {
    return client.getKubernetesSerialization().convertValue(object, JsonNode.class);
  }

  private String digest(JsonNode tree) {
    try {
      byte[] text =
          json.writeValueAsString(json.treeToValue(tree, Object.class))
              .getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARACTERS);
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("a tree of texts and numbers could not be digested", e);
    }
  }

  private static String annotation(HasMetadata object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    return annotations == null ? "" : annotations.getOrDefault(Ownership.APPLIED, "");
  }
}
