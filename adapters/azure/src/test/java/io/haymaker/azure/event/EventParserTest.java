package io.haymaker.azure.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.event.EventParser.Parsed;
import io.haymaker.core.event.AgentEvent;
import io.haymaker.core.event.EventType;
import io.haymaker.core.event.Incoming;
import io.haymaker.core.event.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {
  private static final Instant RECEIVED = Instant.parse("2026-03-01T10:00:00Z");
  private static final String ID = "0d9f6e0e-7f0b-4d8f-8a3c-2f8f6a1f0001";
  private static final String RUN = "0d9f6e0e-7f0b-4d8f-8a3c-2f8f6a1f0002";
  private static final String RESOURCE =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v";

  private final EventParser parser = new EventParser();

  @Test
  void aFullEventIsReadFieldByField() {
    AgentEvent event =
        complete(
            """
            {"event_id":"%s","event_type":"resource_deletion_failed","run_id":"%s",
             "scenario_name":"net-01","agent_id":"a1","timestamp":"2026-02-03T04:05:06+01:00",
             "resource_id":"%s","resource_type":"t","resource_name":"v","tags":{"k":"1"},
             "deletion_attempts":3,"deletion_error":"locked","message":"m","severity":"error",
             "details":{"n":5,"s":"x"},"other":[1,2]}"""
                .formatted(ID, RUN, RESOURCE));

    assertThat(event.id()).isEqualTo(UUID.fromString(ID));
    assertThat(event.type()).isEqualTo(EventType.RESOURCE_DELETION_FAILED);
    assertThat(event.run().toString()).isEqualTo(RUN);
    assertThat(event.scenario().value()).isEqualTo("net-01");
    assertThat(event.agentId()).contains("a1");
    assertThat(event.at()).isEqualTo(Instant.parse("2026-02-03T03:05:06Z"));
    assertThat(event.resource().orElseThrow().value()).isEqualTo(RESOURCE);
    assertThat(event.deletionAttempts()).isEqualTo(3);
    assertThat(event.deletionError()).contains("locked");
    assertThat(event.message()).isEqualTo("m");
    assertThat(event.severity()).isEqualTo(Severity.ERROR);
    assertThat(event.details())
        .containsEntry("n", "5")
        .containsEntry("s", "x")
        .containsEntry("other", "[1,2]")
        .containsEntry("tags", "{\"k\":\"1\"}")
        .containsEntry("resource_type", "t")
        .containsEntry("resource_name", "v");
  }

  @Test
  void whatIsAbsentHasItsDefault() {
    AgentEvent event = complete(minimal("operation", ""));
    assertThat(event.at()).isEqualTo(RECEIVED);
    assertThat(event.severity()).isEqualTo(Severity.INFO);
    assertThat(event.resource()).isEmpty();
    assertThat(event.message()).isEmpty();
    assertThat(event.details()).isEmpty();
  }

  @Test
  void anUnknownTypeIsKeptUnderItsOwnName() {
    AgentEvent event = complete(minimal("coffee_break", ""));
    assertThat(event.type()).isEqualTo(EventType.OTHER);
    assertThat(event.typeName()).isEqualTo("coffee_break");
  }

  @Test
  void aTimeThatCannotBeReadIsKeptAsItCame() {
    AgentEvent event = complete(minimal("operation", ",\"timestamp\":\"yesterday\""));
    assertThat(event.at()).isEqualTo(RECEIVED);
    assertThat(event.details()).containsEntry("timestamp", "yesterday");
  }

  @Test
  void everyMissingFieldIsNamed() {
    Incoming incoming = read("{\"message\":\"m\"}");
    assertThat(incoming)
        .isInstanceOfSatisfying(
            Incoming.Incomplete.class,
            incomplete -> {
              assertThat(incomplete.problems())
                  .containsExactly(
                      "event_type is missing",
                      "run_id is missing or no UUID",
                      "scenario_name is missing or no name");
              assertThat(incomplete.body()).isEqualTo("{\"message\":\"m\"}");
            });
  }

  @Test
  void anEventAboutAResourceNeedsItsId() {
    assertThat(read(minimal("resource_created", "")))
        .isInstanceOfSatisfying(
            Incoming.Incomplete.class,
            incomplete ->
                assertThat(incomplete.problems())
                    .containsExactly("resource_id is missing or no id"));
  }

  @Test
  void anEventWithoutIdHasTheMessagesOrOneThatIsTheSameEachTime() {
    String body =
        "{\"event_type\":\"operation\",\"run_id\":\"%s\",\"scenario_name\":\"s\"}".formatted(RUN);
    assertThat(read(ID, body).id()).isEqualTo(UUID.fromString(ID));
    assertThat(read("m-1", body).id()).isEqualTo(read("m-1", body).id());
    assertThat(read("m-1", body).id()).isNotEqualTo(read("m-2", body).id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "\"text\"", "5", "null"})
  void jsonThatIsNoObjectIsIncomplete(String body) {
    assertThat(read(body)).isInstanceOf(Incoming.Incomplete.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\":1} tail", "hello", "{\"a\":}"})
  void whatIsNoJsonSaysWhereAndNotWhat(String body) {
    assertThat(parser.parse("m", body.getBytes(StandardCharsets.UTF_8), RECEIVED))
        .isInstanceOfSatisfying(
            Parsed.NotJson.class, not -> assertThat(not.reason()).doesNotContain("hello"));
  }

  @Test
  void whatIsWrittenIsReadBackTheSame() {
    AgentEvent event =
        complete(
            minimal(
                "resource_created",
                ",\"resource_id\":\"" + RESOURCE + "\",\"details\":{\"a\":\"b\"}"));
    AgentEvent again = complete(new String(EventWriter.write(event), StandardCharsets.UTF_8));
    assertThat(again).isEqualTo(event);
  }

  private static String minimal(String type, String more) {
    return "{\"event_id\":\"%s\",\"event_type\":\"%s\",\"run_id\":\"%s\",\"scenario_name\":\"net-01\"%s}"
        .formatted(ID, type, RUN, more);
  }

  private AgentEvent complete(String body) {
    return ((Incoming.Complete) read(body)).event();
  }

  private Incoming read(String body) {
    return read("m", body);
  }

  private Incoming read(String messageId, String body) {
    Parsed parsed = parser.parse(messageId, body.getBytes(StandardCharsets.UTF_8), RECEIVED);
    return ((Parsed.Read) parsed).incoming();
  }
}
