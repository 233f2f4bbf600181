package io.haymaker.emulator.servicebus;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.servicebus.message.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.Properties;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Messages as HTTP carries them: a body with broker properties, or a JSON array of such. */
final class HttpMessages {
  private static final Symbol SCHEDULED = Symbol.valueOf("x-opt-scheduled-enqueue-time");
  private static final long LONGEST_MILLIS = 0xFFFF_FFFFL;

  private HttpMessages() {}

  /** The one message of a request. */
  static Envelope single(Request request) {
    JsonNode broker =
        request.header("brokerproperties").map(HttpMessages::parse).orElseGet(Json::object);
    return message(request.body(), broker, request.header("content-type"), Json.object());
  }

  /** The messages of a batch. */
  static List<Envelope> batch(Request request) {
    JsonNode items = parse(new String(request.body(), StandardCharsets.UTF_8));
    if (!items.isArray()) {
      throw malformed("A batch is a JSON array.");
    }
    List<Envelope> messages = new ArrayList<>();
    for (JsonNode item : items) {
      String body =
          Json.string(item, "Body")
              .orElseThrow(() -> malformed("Each message of a batch has a Body, which is text."));
      messages.add(
          message(
              body.getBytes(StandardCharsets.UTF_8),
              item.path("BrokerProperties"),
              Json.string(item.path("BrokerProperties"), "ContentType"),
              item.path("UserProperties")));
    }
    return messages;
  }

  private static Envelope message(
      byte[] body, JsonNode broker, Optional<String> contentType, JsonNode user) {
    Properties properties = new Properties();
    // The service gives an id to a message that has none.
    properties.setMessageId(
        Json.string(broker, "MessageId")
            .orElseGet(() -> UUID.randomUUID().toString().replace("-", "")));
    Json.string(broker, "CorrelationId").ifPresent(properties::setCorrelationId);
    Json.string(broker, "Label").ifPresent(properties::setSubject);
    Json.string(broker, "To").ifPresent(properties::setTo);
    Json.string(broker, "ReplyTo").ifPresent(properties::setReplyTo);
    contentType.map(Symbol::valueOf).ifPresent(properties::setContentType);
    if (broker.has("SessionId")) {
      throw malformed("Sessions are not part of the emulator's bus.");
    }
    Header header = new Header();
    header.setDurable(true);
    if (broker.has("TimeToLive")) {
      double seconds = broker.path("TimeToLive").asDouble(-1);
      if (seconds <= 0) {
        throw malformed("TimeToLive is a number of seconds above 0.");
      }
      header.setTtl(
          UnsignedInteger.valueOf((long) Math.min(LONGEST_MILLIS, Math.ceil(seconds * 1000))));
    }
    Map<Symbol, Object> annotations = new LinkedHashMap<>();
    Json.string(broker, "ScheduledEnqueueTimeUtc")
        .ifPresent(text -> annotations.put(SCHEDULED, Date.from(time(text))));
    Map<String, Object> application = new LinkedHashMap<>();
    user.properties().forEach(entry -> application.put(entry.getKey(), value(entry.getValue())));
    return Envelope.ofData(header, annotations, properties, application, body);
  }

  private static Object value(JsonNode node) {
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isIntegralNumber()) {
      return node.longValue();
    }
    return node.isNumber() ? (Object) node.doubleValue() : node.asString("");
  }

  private static Instant time(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      throw malformed("ScheduledEnqueueTimeUtc is a time such as Sat, 21 Nov 2026 10:00:00 GMT.");
    }
  }

  private static JsonNode parse(String text) {
    try {
      return Json.parse(text);
    } catch (JacksonException e) {
      throw malformed("The broker properties or the batch are not JSON.");
    }
  }

  private static Refused malformed(String why) {
    return new Refused(400, "BadRequest", why);
  }
}
