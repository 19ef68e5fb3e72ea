package dev.slipway.it.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.slipway.core.model.CheckReturnValue;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A compiler that knows the annotation tells who drops a value that is all a call gives. */
class ReturnValuesTest {
  /** They give the report back only so that one can go on with it. */
  private static final Set<String> MAY_BE_DROPPED =
      Set.of("VerificationReport.orThrow", "MeshReport.orThrow");

  @Test
  void whatIsLostWhenDroppedIsMarked() {
    List<JavaMethod> lossy = lossy().toList();

    assertThat(lossy)
        .extracting(ReturnValuesTest::place)
        .contains(
            "EmbeddedTarget.readyWithin",
            "KubernetesTarget.readyWithin",
            "KubernetesDeployment.verify",
            "EmbeddedDeployment.verify",
            "Deployment.verify",
            "NeedsZooKeeper.zookeeper",
            "Sentence.build",
            "KafkaSpec$Builder.build",
            "ClusterExtension.keepOnFailure",
            "Istio.ambient",
            "NodePortPerBroker.from",
            "Patches.patch");
    assertThat(lossy)
        .filteredOn(method -> !marked(method))
        .extracting(ReturnValuesTest::place)
        .isEmpty();
  }

  private static Stream<JavaMethod> lossy() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.slipway")
            .stream()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> !type.getPackageName().startsWith("dev.slipway.it"))
            .filter(type -> !type.getPackageName().startsWith("dev.slipway.examples"))
            .filter(type -> !type.getPackageName().contains(".internal"))
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(method -> !method.getModifiers().contains(JavaModifier.STATIC))
            .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
            .filter(method -> !MAY_BE_DROPPED.contains(place(method)))
            .filter(ReturnValuesTest::isLossy);
  }

  private static boolean isLossy(JavaMethod method) {
    JavaClass owner = method.getOwner();
    JavaClass result = method.getRawReturnType();
    boolean makes = Set.of("build", "toBuilder", "verify").contains(method.getName());
    boolean variesItself = result.equals(owner) && !owner.getSimpleName().equals("Builder");
    boolean goesOn =
        owner.getPackageName().equals("dev.slipway.dsl")
            && result.getPackageName().equals("dev.slipway.dsl");
    return makes || variesItself || goesOn;
  }

  private static boolean marked(JavaMethod method) {
    return method.isAnnotatedWith(CheckReturnValue.class)
        || method.getOwner().isAnnotatedWith(CheckReturnValue.class);
  }

  private static String place(JavaMethod method) {
    return method.getOwner().getName().replaceAll(".*\\.", "") + "." + method.getName();
  }
}
