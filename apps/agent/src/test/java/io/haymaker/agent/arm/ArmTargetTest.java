package io.haymaker.agent.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArmTargetTest {

  private final ArmTarget own = new ArmTarget(URI.create("https://localhost:8443"));
  private final ArmTarget azure = new ArmTarget(URI.create("https://management.azure.com"));

  @Test
  void pathsAndThePublicAddressMeanOurResourceManager() {
    URI expected = URI.create("https://localhost:8443/subscriptions/s?api-version=1");

    assertThat(own.resolve("/subscriptions/s?api-version=1")).contains(expected);
    assertThat(own.resolve("https://localhost:8443/subscriptions/s?api-version=1"))
        .contains(expected);
    assertThat(own.resolve("https://management.azure.com/subscriptions/s?api-version=1"))
        .contains(expected);
  }

  @Test
  void everythingElseIsForeign() {
    for (String target :
        List.of(
            "https://evil.example/subscriptions",
            "https://localhost:8443.evil.example/x",
            "https://management.azure.com.evil.example/x",
            "https://localhost:84430/x",
            "@evil.example/x",
            "")) {
      assertThat(own.resolve(target)).as(target).isEmpty();
    }
  }

  @Test
  void operationsAreWatchedAtOurOriginOrARegionOfThePublicCloud() {
    assertThat(own.resolveOperation("https://LOCALHOST:8443/operations/1")).isPresent();
    assertThat(own.resolveOperation("/operations/1")).isPresent();
    assertThat(own.resolveOperation("https://localhost/operations/1")).isEmpty();
    assertThat(own.resolveOperation("https://eastus.management.azure.com/o")).isEmpty();
    assertThat(azure.resolveOperation("https://eastus.management.azure.com/o")).isPresent();
    assertThat(azure.resolveOperation("https://management.azure.com.evil.example/o")).isEmpty();
  }
}
