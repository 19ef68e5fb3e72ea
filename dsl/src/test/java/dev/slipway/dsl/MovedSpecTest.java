package dev.slipway.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.NamespacesSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cluster that is moved stays what it is. */
class MovedSpecTest {
  static List<ClusterSpec> specs() {
    return RichSpecs.all();
  }

  @ParameterizedTest
  @MethodSource("specs")
  void forgetsNothing(ClusterSpec spec) {
    assertThat(spec.movedTo(spec.namespaces(), Map.of(), Map.of())).isEqualTo(spec);
  }

  @Test
  void isElsewhereAndMarked() {
    ClusterSpec spec = RichSpecs.everything();

    ClusterSpec moved =
        spec.movedTo(NamespacesSpec.of("a", "b"), Map.of("run", "1"), Map.of("host", "h"));

    assertThat(moved.namespaces()).isEqualTo(NamespacesSpec.of("a", "b"));
    assertThat(moved.labels()).containsAllEntriesOf(spec.labels()).containsEntry("run", "1");
    assertThat(moved.annotations()).containsEntry("host", "h");
  }
}
