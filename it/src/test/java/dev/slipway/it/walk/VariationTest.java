package dev.slipway.it.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.NamespacesSpec;
import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.model.TopicSpec;
import dev.slipway.mesh.istio.Istio;
import dev.slipway.mesh.osm.OpenServiceMesh;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every value of the model can be had again with something changed, whatever it is made of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VariationTest {
  private static final int WALKS = 3_000;
  private static final int MOST_OF_A_TYPE = 60;
  private static final Set<String> DERIVED = Set.of("reachesPodAddress", "count");

  private final Map<Class<?>, Set<Object>> values = new LinkedHashMap<>();

  @BeforeAll
  void walk() throws ReflectiveOperationException {
    for (Class<?> type : types()) {
      values.put(type, new HashSet<>());
    }
    Refusals refusals = new Refusals();
    for (int seed = 0; seed < WALKS; seed++) {
      collect(new Walk(new Chance(new Random(seed)), refusals).go());
    }
    for (Object mesh : List.of(OpenServiceMesh.OSM, OpenServiceMesh.FSM, Istio.istio())) {
      collect(mesh.getClass().getMethod("rules").invoke(mesh));
    }
  }

  private static List<Class<?>> types() {
    List<Class<?>> types = new ArrayList<>();
    for (JavaClass type : new ClassFileImporter().importPackages("dev.slipway.core.model")) {
      if (type.tryGetMethod("builder").isPresent() && !type.getSimpleName().contains("Immutable")) {
        types.add(type.reflect());
      }
    }
    return types;
  }

  private void collect(Object value) throws ReflectiveOperationException {
    if (value instanceof Optional<?> optional) {
      if (optional.isPresent()) {
        collect(optional.get());
      }
    } else if (value instanceof Collection<?> elements) {
      for (Object element : elements) {
        collect(element);
      }
    } else {
      for (Map.Entry<Class<?>, Set<Object>> known : values.entrySet()) {
        if (known.getKey().isInstance(value) && known.getValue().size() < MOST_OF_A_TYPE) {
          known.getValue().add(value);
          for (Method accessor : accessors(known.getKey())) {
            collect(accessor.invoke(value));
          }
        }
      }
    }
  }

  private static List<Method> accessors(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getDeclaringClass() != Object.class)
        .filter(method -> !method.isBridge())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getParameterCount() == 0)
        .filter(
            method ->
                !Set.of("toBuilder", "toString", "hashCode", "equals").contains(method.getName()))
        .toList();
  }

  @Test
  void isTheSameWhenNothingIsSaid() throws ReflectiveOperationException {
    assertThat(values.keySet()).extracting(Class::getSimpleName).contains("ClusterSpec", "PodSpec");
    for (Map.Entry<Class<?>, Set<Object>> known : values.entrySet()) {
      assertThat(known.getValue()).as(known.getKey().getName()).isNotEmpty();
      for (Object value : known.getValue()) {
        Object varied = builderOf(known.getKey(), value);
        assertThat(build(known.getKey(), varied)).isEqualTo(value);
        assertThat(build(known.getKey(), varied)).as("built again").isEqualTo(value);
      }
    }
  }

  @Test
  void changesWhatIsSaidAndNothingElse() throws ReflectiveOperationException {
    Map<String, Integer> replaced = new HashMap<>();
    for (Class<?> type : values.keySet()) {
      for (Object base : values.get(type)) {
        for (Object other : values.get(type)) {
          for (Method accessor : accessors(type)) {
            if (replace(type, base, other, accessor)) {
              replaced.merge(type.getSimpleName() + "." + accessor.getName(), 1, Integer::sum);
            }
          }
        }
      }
    }
    assertThat(replaced)
        .containsKeys(
            "ClusterSpec.kafka",
            "ClusterSpec.mesh",
            "KafkaSpec.brokers",
            "KafkaSpec.image",
            "KafkaSpec.version",
            "KafkaSpec.pod",
            "ZooKeeperSpec.resources",
            "ZooKeeperSpec.storage",
            "TopicSpec.replicas",
            "ListenerSpec.port",
            "ResourcesSpec.heap",
            "PlacementSpec.antiAffinity",
            "MeshRules.delivery");
  }

  @Test
  void addsToWhatListsAndMapsHold() {
    Set<Object> specs = values.getOrDefault(ClusterSpec.class, Set.of());
    assertThat(specs).isNotEmpty();
    for (Object value : specs) {
      ClusterSpec spec = (ClusterSpec) value;
      ClusterSpec varied =
          spec.toBuilder()
              .client(new ServiceAccount("audit", "apps"))
              .label("team", "audit")
              .kafka(kafka -> kafka.topic("audit").setting("log.segment.bytes", "1048576"))
              .build();

      assertThat(varied.clients()).containsAll(spec.clients()).hasSize(spec.clients().size() + 1);
      assertThat(varied.labels()).containsEntry("team", "audit");
      assertThat(varied.labels().keySet()).containsAll(spec.labels().keySet());
      assertThat(varied.kafka().topics())
          .containsAll(spec.kafka().topics())
          .endsWith(TopicSpec.of("audit"));
      assertThat(varied.kafka().settings()).containsEntry("log.segment.bytes", "1048576");
      assertThat(varied.kafka().brokers()).isEqualTo(spec.kafka().brokers());
    }
  }

  /** Whether the attribute is one that can be replaced, and the other value has it. */
  private static boolean replace(Class<?> type, Object base, Object other, Method accessor)
      throws ReflectiveOperationException {
    Optional<Object> wanted = content(accessor.invoke(other));
    if (wanted.isEmpty() || Map.class.equals(accessor.getReturnType())) {
      return false;
    }
    Optional<Method> setter =
        Arrays.stream(builder(type).getMethods())
            .filter(method -> method.getName().equals(accessor.getName()))
            .filter(method -> Modifier.isAbstract(method.getModifiers()))
            .filter(method -> method.getParameterCount() == 1 && !method.isVarArgs())
            .filter(method -> accepts(accessor, method.getParameterTypes()[0]))
            .findFirst();
    if (setter.isEmpty()) {
      return false;
    }
    Object varied = builderOf(type, base);
    assertThat(setter.get().invoke(varied, wanted.get())).isSameAs(varied);
    assertThatThrownBy(() -> setter.get().invoke(varied, wanted.get()))
        .isInstanceOf(InvocationTargetException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
    Object built = build(type, varied);
    for (Method each : accessors(type)) {
      Object expected = each.invoke(each.equals(accessor) ? other : base);
      if (each.getName().equals("namespaces")
          && accessor.getName().equals("name")
          && expected.equals(NamespacesSpec.single(((ClusterSpec) base).name()))) {
        expected = NamespacesSpec.single(((ClusterSpec) other).name());
      }
      if (!DERIVED.contains(each.getName())) {
        assertThat(each.invoke(built)).as(accessor + " of " + base).isEqualTo(expected);
      }
    }
    return true;
  }

  private static boolean accepts(Method accessor, Class<?> parameter) {
    return accessor.getReturnType().equals(parameter)
        || accessor.getReturnType().equals(Optional.class)
        || accessor.getReturnType().equals(OptionalInt.class);
  }

  private static Optional<Object> content(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(present -> present);
    }
    if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? Optional.of(optional.getAsInt()) : Optional.empty();
    }
    return Optional.of(value);
  }

  private static Class<?> builder(Class<?> type) throws ReflectiveOperationException {
    return Class.forName(type.getName() + "$Builder");
  }

  private static Object builderOf(Class<?> type, Object value) throws ReflectiveOperationException {
    return type.getMethod("toBuilder").invoke(value);
  }

  private static Object build(Class<?> type, Object varied) throws ReflectiveOperationException {
    return builder(type).getMethod("build").invoke(varied);
  }
}
