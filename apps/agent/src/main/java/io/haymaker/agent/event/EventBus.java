package io.haymaker.agent.event;

import io.haymaker.agent.http.HttpReply;
import io.haymaker.agent.http.HttpTransport;
import io.haymaker.agent.http.TokenAnswer;
import io.haymaker.agent.http.TokenSource;
import io.haymaker.agent.json.Json;
import io.haymaker.agent.json.Json.JsonArray;
import io.haymaker.agent.json.Json.JsonObject;
import io.haymaker.agent.json.JsonWriter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends events to the topic over HTTPS, once; the outbox repeats. */
public final class EventBus {

  private static final String SCOPE = "https://servicebus.azure.net/.default";
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final HttpTransport transport;
  private final TokenSource tokens;
  private final URI messages;

  /** What became of sending. */
  sealed interface Sent {
    /** The bus has them. */
    record Taken() implements Sent {}

    /** The bus will never take this message; sending it again is no use. */
    record Rejected(String reason) implements Sent {}

    /** It may take them later, or may even have taken them. */
    record Later(String reason, Optional<Duration> asked) implements Sent {
      @Override
      public String toString() {
        return reason;
      }
    }
  }

  /**
   * @param topic its address without a slash at the end
   */
  public EventBus(HttpTransport transport, TokenSource tokens, URI topic) {
    this.transport = transport;
    this.tokens = tokens;
    this.messages = URI.create(topic + "/messages");
  }

  Sent send(List<AgentEvent> events) throws InterruptedException {
    return switch (tokens.token(SCOPE)) {
      case TokenAnswer.Granted granted -> post(events, granted.token());
      case TokenAnswer.Refused refused -> new Sent.Later(refused.reason(), Optional.empty());
      case TokenAnswer.Unreachable gone -> new Sent.Later(gone.reason(), Optional.empty());
    };
  }

  private Sent post(List<AgentEvent> events, String token) throws InterruptedException {
    AgentEvent first = events.getFirst();
    boolean single = events.size() == 1;
    Map<String, String> headers =
        single
            ? Map.of(
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + token,
                "BrokerProperties",
                JsonWriter.write(properties(first)))
            : Map.of(
                "Content-Type",
                "application/vnd.microsoft.servicebus.json",
                "Authorization",
                "Bearer " + token);
    String body = single ? JsonWriter.write(first.json()) : batch(events);
    try {
      HttpReply reply = transport.send("POST", messages, headers, Optional.of(body), TIMEOUT);
      if (reply.isSuccess()) {
        return new Sent.Taken();
      }
      if (reply.status() == 401) {
        tokens.forget(SCOPE, token);
      }
      String reason = "The bus answered " + reply.status();
      return reply.status() == 400 || reply.status() == 413
          ? new Sent.Rejected(reason)
          : new Sent.Later(reason, reply.retryAfter());
    } catch (IOException e) {
      return new Sent.Later(e.getClass().getSimpleName() + ": " + e.getMessage(), Optional.empty());
    }
  }

  private static String batch(List<AgentEvent> events) {
    List<Json> items = new ArrayList<>();
    for (AgentEvent event : events) {
      items.add(
          JsonObject.EMPTY
              .with("Body", JsonWriter.write(event.json()))
              .with("BrokerProperties", properties(event)));
    }
    return JsonWriter.write(new JsonArray(items));
  }

  private static JsonObject properties(AgentEvent event) {
    return JsonObject.EMPTY.with("MessageId", event.id().toString());
  }
}
