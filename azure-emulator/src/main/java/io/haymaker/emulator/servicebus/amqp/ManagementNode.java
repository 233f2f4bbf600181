package io.haymaker.emulator.servicebus.amqp;

import io.haymaker.emulator.servicebus.access.BusRight;
import io.haymaker.emulator.servicebus.amqp.NodeAddress.QueueNode;
import io.haymaker.emulator.servicebus.amqp.NodeAddress.TopicNode;
import io.haymaker.emulator.servicebus.broker.Broker;
import io.haymaker.emulator.servicebus.broker.QueueAddress;
import io.haymaker.emulator.servicebus.broker.QueuedMessage;
import io.haymaker.emulator.servicebus.broker.ReceiveMode;
import io.haymaker.emulator.servicebus.broker.Received;
import io.haymaker.emulator.servicebus.broker.Settlement;
import io.haymaker.emulator.servicebus.broker.TopicAddress;
import io.haymaker.emulator.servicebus.message.Envelope;
import io.haymaker.emulator.servicebus.message.MalformedMessageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.jspecify.annotations.Nullable;

/** The {@code $management} operations of one topic or queue. */
final class ManagementNode implements RequestNode {
  private static final String VENDOR = "com.microsoft:";

  /** How many bytes of messages one peek answers with; more come with the next peek. */
  private static final int PEEK_BYTES = 512 * 1024;

  private final Broker broker;
  private final NodeAddress entity;
  private final Passes passes;

  ManagementNode(Broker broker, NodeAddress entity, Passes passes) {
    this.broker = broker;
    this.entity = entity;
    this.passes = passes;
  }

  @Override
  public Answer answer(Request request) {
    String operation = request.text("operation");
    Map<?, ?> body = request.body() instanceof Map<?, ?> map ? map : Map.of();
    String name = operation.startsWith(VENDOR) ? operation.substring(VENDOR.length()) : operation;
    BusRight needed =
        switch (name) {
          case "schedule-message", "cancel-scheduled-message" -> BusRight.SEND;
          default -> BusRight.LISTEN;
        };
    String path = entity.entityPath().orElse("");
    if (!passes.allow(needed, path)) {
      return failed(
          401,
          Conditions.UNAUTHORIZED,
          LinkTable.unauthorized(needed, path).orElseThrow().getDescription());
    }
    try {
      return switch (entity) {
        case TopicNode topic -> ofTopic(name, topic.topic(), body);
        case QueueNode queue -> ofQueue(name, queue.queue(), body);
        default -> unknown(name);
      };
    } catch (MalformedMessageException | ClassCastException | IllegalArgumentException e) {
      return failed(
          400, Conditions.ARGUMENT, "The request's body is not as " + name + " needs it.");
    }
  }

  private Answer ofTopic(String name, TopicAddress topic, Map<?, ?> body) {
    return switch (name) {
      case "schedule-message" -> {
        List<Envelope> messages =
            elements(body.get("messages")).stream()
                .map(item -> Envelope.decode(bytes(((Map<?, ?>) item).get("message"))))
                .toList();
        yield broker
            .schedule(topic, messages)
            // The Java client casts to an array of objects, not of longs.
            .map(numbers -> ok(Map.of("sequence-numbers", numbers.toArray(Long[]::new))))
            .orElseGet(() -> failed(404, Conditions.NOT_FOUND, "The topic is gone."));
      }
      case "cancel-scheduled-message" ->
          broker.cancelScheduled(topic, numbers(body.get("sequence-numbers")))
              ? ok(Map.of())
              : failed(
                  404,
                  Conditions.MESSAGE_NOT_FOUND,
                  "A message with that number is not waiting for its time.");
      default -> unknown(name);
    };
  }

  private Answer ofQueue(String name, QueueAddress queue, Map<?, ?> body) {
    return switch (name) {
      case "peek-message" -> peek(queue, body);
      case "renew-lock" -> renew(queue, body);
      case "update-disposition" -> settle(queue, body);
      case "receive-by-sequence-number" -> receiveDeferred(queue, body);
      default -> unknown(name);
    };
  }

  private Answer peek(QueueAddress queue, Map<?, ?> body) {
    long from = number(body.get("from-sequence-number"));
    int atMost = (int) number(body.get("message-count"));
    List<Object> items = new ArrayList<>();
    int bytes = 0;
    for (QueuedMessage message : broker.peek(queue, from, atMost)) {
      byte[] encoded = Stamps.peeked(message, queue).encode();
      bytes += encoded.length;
      if (!items.isEmpty() && bytes > PEEK_BYTES) {
        break;
      }
      items.add(Map.of("message", new Binary(encoded)));
    }
    return items.isEmpty() ? Answer.of(204, "No content", null) : ok(Map.of("messages", items));
  }

  private Answer renew(QueueAddress queue, Map<?, ?> body) {
    List<Date> ends = new ArrayList<>();
    for (Object token : elements(body.get("lock-tokens"))) {
      Optional<Instant> end = broker.renew(queue, (UUID) token);
      if (end.isEmpty()) {
        return lockLost();
      }
      ends.add(Date.from(end.get()));
    }
    return ok(Map.of("expirations", ends.toArray(Date[]::new)));
  }

  private Answer settle(QueueAddress queue, Map<?, ?> body) {
    Optional<Settlement> how =
        Settlements.read(
            String.valueOf(body.get("disposition-status")),
            body.get("deadletter-reason"),
            body.get("deadletter-description"),
            body.get("properties-to-modify"));
    if (how.isEmpty()) {
      return failed(
          400,
          Conditions.ARGUMENT,
          "There is no disposition '" + body.get("disposition-status") + "'.");
    }
    for (Object token : elements(body.get("lock-tokens"))) {
      if (!broker.settle(queue, (UUID) token, how.get())) {
        return lockLost();
      }
    }
    return ok(Map.of());
  }

  private Answer receiveDeferred(QueueAddress queue, Map<?, ?> body) {
    // AMQP's receiver settle mode: 0 means that the receiver settles at once.
    ReceiveMode mode =
        number(body.get("receiver-settle-mode")) == 0
            ? ReceiveMode.RECEIVE_AND_DELETE
            : ReceiveMode.PEEK_LOCK;
    Optional<List<Received>> messages =
        broker.takeDeferred(queue, numbers(body.get("sequence-numbers")), mode);
    if (messages.isEmpty()) {
      return failed(
          404, Conditions.MESSAGE_NOT_FOUND, "A deferred message with that number is not there.");
    }
    List<Object> items = new ArrayList<>();
    for (Received received : messages.get()) {
      Map<String, Object> item = new LinkedHashMap<>();
      received.lock().ifPresent(grant -> item.put("lock-token", grant.token()));
      item.put(
          "message",
          new Binary(Stamps.received(received.message(), queue, received.lock()).encode()));
      items.add(item);
    }
    return ok(Map.of("messages", items));
  }

  private static Answer ok(Map<String, ?> body) {
    return Answer.of(200, "OK", body);
  }

  private static Answer lockLost() {
    return failed(
        410,
        Conditions.LOCK_LOST,
        "The lock supplied is invalid, or the message has been removed.");
  }

  private static Answer unknown(String name) {
    return failed(
        501,
        Conditions.NOT_IMPLEMENTED,
        "The operation '" + name + "' is not part of this emulator for this entity.");
  }

  private static Answer failed(int status, Symbol condition, String description) {
    Answer answer = Answer.of(status, description, null);
    answer.properties().put("errorCondition", condition);
    answer.properties().put("error-condition", condition);
    return answer;
  }

  private static List<?> elements(@Nullable Object value) {
    return switch (value) {
      case Object[] array -> Arrays.asList(array);
      case Collection<?> collection -> List.copyOf(collection);
      case null -> throw new IllegalArgumentException("a list is missing");
      default -> throw new IllegalArgumentException("not a list");
    };
  }

  private static List<Long> numbers(@Nullable Object value) {
    if (value instanceof long[] array) {
      return Arrays.stream(array).boxed().toList();
    }
    return elements(value).stream().map(ManagementNode::number).toList();
  }

  private static long number(@Nullable Object value) {
    return switch (value) {
      case Number number -> number.longValue();
      case null -> throw new IllegalArgumentException("a number is missing");
      default -> throw new IllegalArgumentException("not a number");
    };
  }

  private static byte[] bytes(@Nullable Object value) {
    if (value instanceof Binary binary) {
      return Arrays.copyOfRange(
          binary.getArray(), binary.getArrayOffset(), binary.getArrayOffset() + binary.getLength());
    }
    throw new IllegalArgumentException("not binary");
  }
}
