package io.haymaker.emulator.servicebus;

import io.haymaker.emulator.http.Audience;
import io.haymaker.emulator.http.Door;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.http.Service;
import io.haymaker.emulator.servicebus.access.BusRight;
import io.haymaker.emulator.servicebus.access.PassOffice;
import io.haymaker.emulator.servicebus.access.PassOffice.Admitted;
import io.haymaker.emulator.servicebus.access.PassOffice.NotAdmitted;
import io.haymaker.emulator.servicebus.access.SignatureOffice;
import io.haymaker.emulator.servicebus.broker.Broker;
import io.haymaker.emulator.servicebus.broker.SendOutcome;
import io.haymaker.emulator.servicebus.broker.TopicAddress;
import io.haymaker.emulator.servicebus.message.Envelope;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Sending over HTTPS: {@code POST /{topic}/messages}, also below {@code /{namespace}} and {@code
 * /servicebus}, where one port serves several namespaces. Answered 201 only when all messages are
 * in the log. Tokens are checked here and not by the door, because signatures count as well. As in
 * the service, 401 means both a token that proves nothing and one that lacks the right to send.
 */
final class HttpSendService implements Service {
  private static final String BATCH = "application/vnd.microsoft.servicebus.json";

  private final Supplier<Broker> broker;
  private final BusNamespaces namespaces;
  private final PassOffice office;

  HttpSendService(Supplier<Broker> broker, BusNamespaces namespaces, PassOffice office) {
    this.broker = broker;
    this.namespaces = namespaces;
    this.office = office;
  }

  @Override
  public String name() {
    return "servicebus";
  }

  @Override
  public Door door() {
    return Door.BUS;
  }

  @Override
  public boolean owns(Request request) {
    return true;
  }

  @Override
  public Set<Audience> audiences() {
    return Set.of();
  }

  @Override
  public Response handle(Request request) {
    TopicAddress topic = topic(request);
    authorize(request, topic);
    if (!request.method().equals("POST")) {
      throw new Refused(
          405, "405", "Over HTTPS the emulator's bus takes messages (POST), nothing else.");
    }
    List<Envelope> messages =
        request.header("content-type").orElse("").toLowerCase(Locale.ROOT).startsWith(BATCH)
            ? HttpMessages.batch(request)
            : List.of(HttpMessages.single(request));
    return switch (broker.get().send(topic, messages)) {
      case SendOutcome.Stored ignored -> Response.empty(201);
      case SendOutcome.NoSuchTopic ignored -> throw notFound(topic.topic());
      case SendOutcome.TooLarge large ->
          throw new Refused(
              413,
              "RequestEntityTooLarge",
              "The messages have "
                  + large.bytes()
                  + " bytes, more than the limit of "
                  + large.limit()
                  + ".");
    };
  }

  private TopicAddress topic(Request request) {
    List<String> path = request.segments();
    if (!path.isEmpty() && path.getFirst().equalsIgnoreCase("servicebus")) {
      path = path.subList(1, path.size());
    }
    if (path.size() < 2 || !path.getLast().equalsIgnoreCase("messages")) {
      throw notFound(request.path());
    }
    path = path.subList(0, path.size() - 1);
    if (path.size() > 1 && namespaces.byName(path.getFirst()).isPresent()) {
      return new TopicAddress(path.getFirst(), String.join("/", path.subList(1, path.size())));
    }
    String host = request.header("host").orElse("");
    String namespace = namespaces.byHost(host).orElseThrow(() -> notFound(request.path()));
    return new TopicAddress(namespace, String.join("/", path));
  }

  private void authorize(Request request, TopicAddress topic) {
    String header =
        request
            .header("authorization")
            .map(String::strip)
            .orElseThrow(() -> refused("MissingToken: The Authorization header was not found."));
    // The administration client of Java sends the bare token.
    String token =
        !SignatureOffice.isSignature(header)
                && header.toLowerCase(Locale.ROOT).startsWith("bearer ")
            ? header.substring("bearer ".length()).strip()
            : header;
    switch (office.admit(topic.namespace(), token)) {
      case NotAdmitted not -> throw refused(not.reason());
      case Admitted admitted -> {
        if (!admitted.pass().allows(BusRight.SEND, topic.topic())) {
          throw refused(
              "Unauthorized access. 'Send' claim(s) are required to perform this operation."
                  + " Resource: '"
                  + topic.topic()
                  + "'.");
        }
        if (!broker.get().hasTopic(topic)) {
          throw notFound(topic.topic());
        }
      }
    }
  }

  private static Refused refused(String why) {
    return new Refused(401, "Unauthorized", why);
  }

  private static Refused notFound(String what) {
    return new Refused(404, "NotFound", "The messaging entity '" + what + "' could not be found.");
  }
}
