package io.haymaker.azure.instances;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.json.JsonProviders;
import com.azure.resourcemanager.containerinstance.fluent.models.ContainerGroupInner;
import io.haymaker.core.runtime.ContainerState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A group is over only when its provisioning is, and all of its containers are. */
final class GroupStateTest {
  private static final Instant ASKED = Instant.parse("2026-05-01T08:00:00Z");

  private static ContainerState state(
      Duration age, String provisioning, String group, String... each) throws IOException {
    return state(true, age, provisioning, group, each);
  }

  private static ContainerState state(
      boolean tagged, Duration age, String provisioning, String group, String... each)
      throws IOException {
    String containers =
        Arrays.stream(each)
            .map(
                word ->
                    """
                    {"name":"c","properties":{"image":"i","resources":{"requests":
                      {"cpu":1,"memoryInGB":1}},
                      "instanceView":{"currentState":{"state":"%s"}}}}
                    """
                        .formatted(word))
            .collect(Collectors.joining(","));
    String text =
        """
        {"location":"westeurope","tags":{%s},"properties":{"provisioningState":"%s",
          "osType":"Linux","containers":[%s],"instanceView":{"state":"%s"}}}
        """
            .formatted(
                tagged ? "\"haymaker-createdat\":\"%s\"".formatted(ASKED) : "",
                provisioning,
                containers,
                group);
    return GroupState.of(
        ContainerGroupInner.fromJson(JsonProviders.createReader(text)), ASKED.plus(age));
  }

  @ParameterizedTest
  @CsvSource({
    "Pending, Succeeded, false",
    "Creating, Succeeded, false",
    "Updating, Failed, false",
    "Repairing, Succeeded, false",
    "Succeeded, Pending, false",
    "Succeeded, Running, false",
    "Succeeded, Succeeded, true",
    "Succeeded, Failed, true",
    "Succeeded, Stopped, true",
    "Unheard, Succeeded, true",
    "Succeeded, Unheard, false"
  })
  void bothTheProvisioningAndTheContainerMustBeOver(String provisioning, String group, boolean over)
      throws IOException {
    assertThat(state(Duration.ofHours(1), provisioning, group).isTerminal()).isEqualTo(over);
  }

  @Test
  void aProvisioningThatFailedIsOverAfterFiveMinutes() throws IOException {
    assertThat(state(Duration.ofSeconds(299), "Failed", ""))
        .isEqualTo(new ContainerState.Starting());
    assertThat(state(Duration.ofMinutes(5), "Failed", ""))
        .isEqualTo(new ContainerState.Failed("it could not be provisioned"));
    assertThat(state(Duration.ofHours(1), "Failed", "Running"))
        .isEqualTo(new ContainerState.Running());
  }

  @Test
  void aGroupOfWhichNobodyNotedItsBeginningIsAnOldOne() throws IOException {
    assertThat(state(false, Duration.ZERO, "Failed", "").isTerminal()).isTrue();
  }

  @Test
  void ofSeveralContainersAllMustHaveEnded() throws IOException {
    Duration late = Duration.ofHours(1);
    assertThat(state(late, "Succeeded", "Succeeded", "Terminated", "Terminated").isTerminal())
        .isTrue();
    assertThat(state(late, "Succeeded", "Succeeded", "Terminated", "Running").isTerminal())
        .isFalse();
    assertThat(state(late, "Failed", "Failed", "Running", "Terminated").isTerminal()).isFalse();
  }
}
