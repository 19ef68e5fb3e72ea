package dev.slipway.kubernetes.internal.pods;

/**
 * What the API server answered to a controller that was to make a pod, as the controller's warning
 * tells it.
 *
 * @param meaning the cause and the way out; empty if the answer speaks for itself
 * @param lasting whether the same pod is refused again until somebody changes something
 */
public record Refusal(String meaning, boolean lasting) {
  private static final String WARNING = "FailedCreate: ";

  private static final String WEBHOOK_SILENT =
      "a webhook of the cluster does not answer; fix: see that the pods behind its Service run";
  private static final String MESH_INIT =
      "the container that a mesh adds to redirect traffic needs NET_ADMIN, which the namespace's"
          + " Pod Security level forbids; fix: let the mesh's CNI plugin redirect instead"
          + " (istio-cni: istioctl install --set components.cni.enabled=true), so that pods get no"
          + " such container, or label the namespace pod-security.kubernetes.io/enforce=privileged";
  private static final String POD_SECURITY =
      "the namespace's Pod Security level forbids what is named; fix: leave it out, or give the"
          + " namespace another level by the label pod-security.kubernetes.io/enforce";

  private static final Refusal PASSING = new Refusal("", false);

  /** What a warning tells, given as its reason and message. */
  public static Refusal of(String warning) {
    if (!warning.startsWith(WARNING)) {
      return PASSING;
    }
    // Nobody has judged the pod yet, whatever else the text says.
    if (warning.contains("failed calling webhook")) {
      return new Refusal(WEBHOOK_SILENT, false);
    }
    if (warning.contains("violates PodSecurity")) {
      return new Refusal(warning.contains("\"NET_ADMIN\"") ? MESH_INIT : POD_SECURITY, true);
    }
    return new Refusal(
        "",
        warning.contains("exceeded quota")
            || warning.contains("forbidden")
            || warning.contains("denied the request")
            || warning.contains(" is invalid: "));
  }

  /** A warning with what it means. */
  public static String explained(String warning) {
    String meaning = of(warning).meaning();
    return meaning.isEmpty() ? warning : warning + " (" + meaning + ")";
  }
}
