package io.haymaker.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.scenario.ScenarioDocument;
import io.haymaker.scenario.ScenarioFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent executes every document in {@code scenarios/} as it is. */
class ShippedScenariosAgentTest {

  static Stream<String> names() throws IOException {
    return documents().map(document -> document.name().value());
  }

  @ParameterizedTest
  @MethodSource("names")
  void runsToItsEndAndLeavesNothing(String name) throws Exception {
    try (FakeCloud cloud = FakeCloud.start()) {
      assertThat(harness(cloud, name).run()).isEqualTo(ExitCode.DONE);

      assertThat(cloud.remaining()).isEmpty();
      assertThat(cloud.events("error")).isEmpty();
      assertThat(cloud.events("resource_created")).hasSizeGreaterThanOrEqualTo(5);
      assertThat(cloud.events("resource_deleted")).hasSameSizeAs(cloud.events("resource_created"));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void hasSomethingCheapToForget(String name) throws Exception {
    try (FakeCloud cloud = FakeCloud.start()) {
      assertThat(harness(cloud, name).with("HAYMAKER_LEAVE_BEHIND", "1").run())
          .isEqualTo(ExitCode.DONE);

      // One resource, with the part that it may have.
      assertThat(cloud.remaining()).hasSizeBetween(1, 2);
    }
  }

  private static AgentHarness harness(FakeCloud cloud, String name) throws IOException {
    String source =
        documents()
            .filter(document -> document.name().value().equals(name))
            .findFirst()
            .orElseThrow()
            .source();
    return new AgentHarness(cloud, source).with("HAYMAKER_SCENARIO", name);
  }

  private static Stream<ScenarioDocument> documents() throws IOException {
    return ScenarioFolder.read(Path.of("..", "..", "scenarios")).documents().stream();
  }
}
