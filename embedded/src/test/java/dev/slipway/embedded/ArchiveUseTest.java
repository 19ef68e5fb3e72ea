package dev.slipway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArchiveUseTest {
  private String said;

  @BeforeEach
  void remember() {
    said = System.getProperty("slipway.archive");
  }

  @AfterEach
  void restore() {
    System.setProperty("slipway.archive", said);
  }

  /** The build of Slipway says so: made in the background, it would come and go between tests. */
  @Test
  void isMadeBeforeTheTestsAndNotByThem() {
    assertThat(ArchiveUse.ofThisJvm()).isEqualTo(ArchiveUse.PREPARED);
    assertThat(ArchiveUse.PREPARED.uses()).isTrue();
    assertThat(ArchiveUse.PREPARED.makes()).isFalse();
  }

  @Test
  void isMadeIfUnspecified() {
    System.clearProperty("slipway.archive");

    assertThat(ArchiveUse.ofThisJvm()).isEqualTo(ArchiveUse.ON);
    assertThat(EmbeddedTarget.create()).isNotEqualTo(EmbeddedTarget.create().withoutArchive());
  }

  @Test
  void isDoneWithoutWhereTheWholeJvmDoes() {
    System.setProperty("slipway.archive", "off");

    assertThat(EmbeddedTarget.create()).isEqualTo(EmbeddedTarget.create().withoutArchive());
  }

  @Test
  void saysWhatItTakesInsteadOfGuessing() {
    System.setProperty("slipway.archive", "no");

    assertThatThrownBy(EmbeddedTarget::create)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("system property slipway.archive: no (expected: one of on, prepared, off)");
  }
}
