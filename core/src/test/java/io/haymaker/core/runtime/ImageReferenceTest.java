package io.haymaker.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
  private static final String DIGEST =
      "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @CsvSource({
    "hay.azurecr.io/team/agent:1.2, hay.azurecr.io, team/agent, 1.2, false",
    "localhost:5000/agent@DIGEST, localhost:5000, agent, DIGEST, false",
    "hay.azurecr.io/agent:1@DIGEST, hay.azurecr.io, agent, DIGEST, false",
    "registry:5000/agent:1, registry:5000, agent, 1, false",
    "localhost/agent:1, localhost, agent, 1, false",
    "agent, registry-1.docker.io, library/agent, latest, true",
    "team/agent:3, registry-1.docker.io, team/agent, 3, false",
    "docker.io/team/agent:3, registry-1.docker.io, team/agent, 3, false",
    "hay.azurecr.io/agent, hay.azurecr.io, agent, latest, true",
    "hay.azurecr.io/agent:latest@DIGEST, hay.azurecr.io, agent, DIGEST, false",
  })
  void aReferenceIsReadAsRegistriesReadIt(
      String text, String registry, String repository, String version, boolean moves) {
    ImageReference read = ImageReference.parse(text.replace("DIGEST", DIGEST)).orElseThrow();
    assertThat(read.registry()).isEqualTo(registry);
    assertThat(read.repository()).isEqualTo(repository);
    assertThat(read.version()).isEqualTo(version.replace("DIGEST", DIGEST));
    assertThat(read.moves()).isEqualTo(moves);
    assertThat(ImageReference.parse(read.toString())).contains(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hay.azurecr.io/Agent:1",
        "https://hay.azurecr.io/agent:1",
        "hay.azurecr.io/agent:",
        "hay.azurecr.io//agent:1",
        "hay.azurecr.io/agent@sha256:12",
        "hay.azurecr.io:99999999/agent:1",
        "agent 1",
      })
  void whatHasNotTheFormIsNoReference(String text) {
    assertThat(ImageReference.parse(text)).isEmpty();
  }
}
