package dev.slipway.core.loading;

import dev.slipway.core.problem.MissingProviderException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The providers of a contract, found by {@link ServiceLoader}. Those that implement another copy of
 * the contract, loaded by another class loader, are of no use here: they are passed over, and named
 * where nothing else was found.
 *
 * @param <S> the contract
 */
public final class ProviderSearch<S> {
  private final Class<S> contract;
  private final Map<String, S> found = new LinkedHashMap<>();
  private final List<String> passedOver = new ArrayList<>();

  private ProviderSearch(Class<S> contract) {
    this.contract = contract;
  }

  /**
   * Where the contract itself was loaded from, and then what this thread's context class loader has
   * besides, if it knows this contract.
   */
  public static <S> ProviderSearch<S> of(Class<S> contract) {
    ProviderSearch<S> search = new ProviderSearch<>(contract);
    search.look(contract.getClassLoader());
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != contract.getClassLoader() && search.isKnownTo(context)) {
      search.look(context);
    }
    return search;
  }

  /**
   * What this class loader has; if it knows another copy of the contract, or none, what there is
   * where the contract itself was loaded from.
   */
  public static <S> ProviderSearch<S> in(ClassLoader loader, Class<S> contract) {
    ProviderSearch<S> search = new ProviderSearch<>(contract);
    search.look(search.isKnownTo(loader) ? loader : contract.getClassLoader());
    return search;
  }

  /** All of them, each class once. */
  public List<S> all() {
    return List.copyOf(found.values());
  }

  /**
   * The first.
   *
   * @param asked what needs it
   * @param artifact the coordinates of the artifact that has one
   * @throws MissingProviderException if there is none
   */
  public S first(String asked, String artifact) {
    return found.values().stream()
        .findFirst()
        .orElseThrow(() -> new MissingProviderException(asked, artifact, passedOver));
  }

  private boolean isKnownTo(@Nullable ClassLoader loader) {
    if (loader == null) {
      return false;
    }
    try {
      if (Class.forName(contract.getName(), false, loader) == contract) {
        return true;
      }
      passedOver.add("what " + loader + " provides, which has a copy of Slipway of its own");
    } catch (ClassNotFoundException | LinkageError unknown) {
      // Then it has no providers of it either.
    }
    return false;
  }

  private void look(ClassLoader loader) {
    Iterator<S> providers = ServiceLoader.load(contract, loader).iterator();
    boolean more = true;
    while (more) {
      try {
        more = providers.hasNext();
        if (more) {
          S provider = providers.next();
          found.putIfAbsent(provider.getClass().getName(), provider);
        }
      } catch (ServiceConfigurationError e) {
        String message = String.valueOf(e.getMessage());
        if (!message.endsWith(" not a subtype")) {
          throw e;
        }
        passedOver.add(message + " of this copy of Slipway");
      }
    }
  }
}
