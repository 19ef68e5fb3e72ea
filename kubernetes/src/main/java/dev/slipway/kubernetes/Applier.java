package dev.slipway.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.slipway.kubernetes.Changes.Action;
import dev.slipway.kubernetes.Changes.Change;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Applies objects server-side, those of one phase at once, and only what is not there already. */
final class Applier {
  private static final int DIGEST_CHARACTERS = 16;

  private final KubernetesClient client;
  private final ExecutorService threads;
  private final ObjectMapper json =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  Applier(KubernetesClient client, ExecutorService threads) {
    this.client = client;
    this.threads = threads;
  }

  /** What would be done to these objects. */
  List<Change> changes(Collection<HasMetadata> wanted) {
    List<Change> changes = new ArrayList<>();
    observe(wanted).forEach((object, there) -> change(object, there).ifPresent(changes::add));
    return changes;
  }

  /** Applies those of the objects that differ; gives all of them as they are afterwards. */
  List<HasMetadata> apply(Collection<HasMetadata> wanted) {
    List<Supplier<HasMetadata>> work = new ArrayList<>();
    observe(wanted)
        .forEach(
            (object, there) ->
                work.add(
                    () ->
                        change(object, there).isPresent() ? apply(object) : there.orElse(object)));
    return atOnce(work);
  }

  private Map<HasMetadata, Optional<HasMetadata>> observe(Collection<HasMetadata> wanted) {
    List<HasMetadata> digested = wanted.stream().map(this::digested).toList();
    List<Optional<HasMetadata>> there =
        atOnce(
            digested.stream()
                .<Supplier<Optional<HasMetadata>>>map(
                    object -> () -> Optional.ofNullable(read(object)))
                .toList());
    Map<HasMetadata, Optional<HasMetadata>> observed = new LinkedHashMap<>();
    for (int i = 0; i < digested.size(); i++) {
      observed.put(digested.get(i), there.get(i));
    }
    return observed;
  }

  private @Nullable HasMetadata read(HasMetadata object) {
    try {
      return client.resource(object).get();
    } catch (KubernetesClientException e) {
      throw refused("get", object, e);
    }
  }

  private Optional<Change> change(HasMetadata wanted, Optional<HasMetadata> there) {
    String named = Ownership.named(wanted);
    if (there.isEmpty()) {
      return Optional.of(new Change(Action.CREATE, named, "it is not there"));
    }
    String before = annotation(there.get());
    if (!annotation(wanted).equals(before)) {
      return Optional.of(
          new Change(
              Action.PATCH,
              named,
              before.isEmpty() ? "it was not applied by Slipway" : "it was asked for otherwise"));
    }
    return Comparison.firstDifference(tree(wanted), tree(there.get()))
        .map(path -> new Change(Action.PATCH, named, path + " was changed by somebody else"));
  }

  private HasMetadata apply(HasMetadata object) {
    try {
      return client.resource(object).fieldManager(Ownership.FIELD_MANAGER).serverSideApply();
    } catch (KubernetesClientException e) {
      throw refused("apply", object, e);
    }
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

  private <T> List<T> atOnce(List<Supplier<T>> work) {
    List<CompletableFuture<T>> running =
        work.stream().map(task -> CompletableFuture.supplyAsync(task, threads)).toList();
    try {
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
    return running.stream().map(CompletableFuture::join).toList();
  }

  static ApplyException refused(String verb, HasMetadata object, KubernetesClientException e) {
    String server =
        e.getStatus() != null && e.getStatus().getMessage() != null
            ? e.getStatus().getMessage()
            : String.valueOf(e.getMessage());
    String fix =
        switch (e.getCode()) {
          case HttpURLConnection.HTTP_FORBIDDEN ->
              "; grant '" + verb(verb) + "' on it, or use existing namespaces and given hosts";
          case HttpURLConnection.HTTP_CONFLICT ->
              "; another field manager owns the field: leave it to that one, or take the field from it";
          default -> "";
        };
    return new ApplyException(verb + " " + Ownership.named(object) + ": " + server + fix, e);
  }

  private static String verb(String verb) {
    return verb.equals("apply") ? "patch" : verb;
  }
}
