package dev.slipway.core.facts;

import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.model.NodeAddressType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A machine of a Kubernetes cluster.
 *
 * @param name its name
 * @param addresses its addresses of each kind; the first of a kind is the one that is given out
 * @param state whether addresses of it are given out
 */
public record MachineFacts(String name, Map<NodeAddressType, List<String>> addresses, State state) {
  /** Whether addresses of a machine are given out. */
  public enum State {
    /** It takes pods. */
    READY("ready"),
    /** It takes no new pods, as before it is drained; what it has still answers. */
    CORDONED("cordoned"),
    /** Its kubelet does not report, or reports that it is not ready. */
    NOT_READY("not ready");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /** The state in words. */
    public String words() {
      return words;
    }
  }

  /** Keeps a copy, in the order of {@link NodeAddressType}. */
  public MachineFacts {
    EnumMap<NodeAddressType, List<String>> copy = new EnumMap<>(NodeAddressType.class);
    addresses.forEach(
        (type, values) -> {
          if (!values.isEmpty()) {
            copy.put(type, List.copyOf(values));
          }
        });
    addresses = Collections.unmodifiableMap(copy);
  }

  /** A machine of one address that takes pods. */
  public static MachineFacts of(String name, NodeAddressType type, String address) {
    return new MachineFacts(name, Map.of(type, List.of(address)), State.READY);
  }

  /** The same machine in another state. */
  @CheckReturnValue
  public MachineFacts withState(State other) {
    return new MachineFacts(name, addresses, other);
  }

  /** The address of a kind that is given out. */
  public Optional<String> address(NodeAddressType type) {
    return addresses.getOrDefault(type, List.of()).stream().findFirst();
  }

  /** The kinds of which an address is; none if it is not of this machine. */
  public List<NodeAddressType> kinds(String address) {
    return addresses.entrySet().stream()
        .filter(entry -> entry.getValue().contains(address))
        .map(Map.Entry::getKey)
        .toList();
  }
}
