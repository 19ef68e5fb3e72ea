package dev.slipway.junit5;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.ReflectionSupport;

/** Where what outlives a test is stored. */
final class Stores {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create("dev.slipway.junit5");

  private Stores() {}

  static ExtensionContext.Store of(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }

  static ExtensionContext.Store ofSession(ExtensionContext context) {
    return ReflectionSupport.tryToLoadClass(
                "org.junit.jupiter.api.extension.ExtensionContext$StoreScope")
            .toOptional()
            .isPresent()
        ? SinceFiveThirteen.session(context)
        : of(context.getRoot());
  }

  /** The outermost class's, so that nested classes find what is in it. */
  static ExtensionContext outermostClass(ExtensionContext context) {
    ExtensionContext outermost = context;
    while (outermost.getParent().filter(parent -> parent.getTestClass().isPresent()).isPresent()) {
      outermost = outermost.getParent().get();
    }
    return outermost;
  }

  /** Apart, because JUnit 5.12 does not know the type. */
  private static final class SinceFiveThirteen {
    private SinceFiveThirteen() {}

    static ExtensionContext.Store session(ExtensionContext context) {
      return context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, NAMESPACE);
    }
  }
}
