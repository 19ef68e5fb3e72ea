package dev.slipway.kubernetes.internal.session;

import dev.slipway.core.problem.ApplyException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** What the API server said when it refused an object. */
public final class ServerRefusal {
  /** What helps where a NodePort can't be had. */
  public static final String OTHER_PORT = "; begin at another port by from(...), or leave it out";

  private ServerRefusal() {}

  /** Whether another field manager owns what was to be changed. */
  public static boolean isOfFields(KubernetesClientException e) {
    return e.getStatus() != null
        && e.getStatus().getDetails() != null
        && e.getStatus().getDetails().getCauses() != null
        && e.getStatus().getDetails().getCauses().stream()
            .anyMatch(cause -> "FieldManagerConflict".equals(cause.getReason()));
  }

  /** Whether the namespace is being deleted, so that nothing can be made in it. */
  public static boolean isOnItsWayOut(KubernetesClientException e) {
    return String.valueOf(e.getMessage()).contains("because it is being terminated");
  }

  /** As the exception that users catch. */
  public static ApplyException of(String verb, HasMetadata object, KubernetesClientException e) {
    return new ApplyException(text(verb, object, e), e);
  }

  /** In one line: what was tried, on what, the answer, and what helps. */
  public static String text(String verb, HasMetadata object, KubernetesClientException e) {
    String server =
        e.getStatus() != null && e.getStatus().getMessage() != null
            ? e.getStatus().getMessage()
            : String.valueOf(e.getMessage());
    String fix = "";
    if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
      fix = "; grant '" + verb(verb) + "' on it, or use existing namespaces and given hosts";
    } else if (isOfFields(e)) {
      fix = "; leave the field to that manager, or take it with forceConflicts()";
    } else if (server.contains("provided port is")) {
      fix = OTHER_PORT;
    }
    return verb + " " + Ownership.named(object) + ": " + server.replace('\n', ' ') + fix;
  }

  private static String verb(String verb) {
    return verb.equals("apply") ? "patch" : verb;
  }
}
