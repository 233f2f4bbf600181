package io.haymaker.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePathsTest {

  @ParameterizedTest
  @CsvSource({
    "/containers/ghcr.io/acme/api:1.2/start, /containers/ghcr.io%2Facme%2Fapi:1.2/start",
    "/containers/ghcr.io%2Facme%2Fapi:1.2/start, /containers/ghcr.io%2Facme%2Fapi:1.2/start",
    "/containers/nginx/stop, /containers/nginx/stop",
    "/containers/acme/api, /containers/acme%2Fapi",
    "/containers/localhost:5000/a/b/instances, /containers/localhost:5000%2Fa%2Fb/instances",
    "/containers/instances/abc/health, /containers/instances/abc/health",
    "/containers/instances/abc/health/history, /containers/instances/abc/health/history",
    "/containers/instances/api/resources, /containers/instances%2Fapi/resources",
    "/containers/a//b/start, /containers/a%2F%2Fb/start",
    "/containers/, /containers/",
    "/containers/start, /containers/start",
    "/images/a/b, /images/a/b",
  })
  void anImageIsOneSegment(String sent, String seen) {
    assertThat(ImagePaths.joined(sent)).isEqualTo(seen);
  }

  @Test
  void aPathThatIsSpelledOtherwiseIsTheSamePath() {
    assertThat(RequestPath.of("/api/v1/%6beys")).isEqualTo("/api/v1/keys");
    assertThat(RequestPath.of("/api/v1;a=b/keys;c")).isEqualTo("/api/v1/keys");
  }
}
