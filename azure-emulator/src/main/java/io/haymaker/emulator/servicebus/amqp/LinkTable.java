package io.haymaker.emulator.servicebus.amqp;

import io.haymaker.emulator.servicebus.access.BusRight;
import io.haymaker.emulator.servicebus.amqp.NodeAddress.Cbs;
import io.haymaker.emulator.servicebus.amqp.NodeAddress.Management;
import io.haymaker.emulator.servicebus.amqp.NodeAddress.QueueNode;
import io.haymaker.emulator.servicebus.amqp.NodeAddress.TopicNode;
import io.haymaker.emulator.servicebus.amqp.NodeAddress.Unknown;
import io.haymaker.emulator.servicebus.broker.Broker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.amqp.transaction.Coordinator;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Session;
import org.jspecify.annotations.Nullable;

/**
 * The links of one connection: decides whether a link may be attached, and finds the link on which
 * an answer goes back. Answers never leave the connection that asked: all clients use the same
 * names for their reply links.
 */
final class LinkTable {
  private static final Symbol SESSION_FILTER = Symbol.valueOf("com.microsoft:session-filter");

  /** An answer's way back: what is known of a link on which we send to the client. */
  private record ReplyLink(Sender sender, NodeAddress node, String target) {}

  private final BusDesk desk;
  private final Passes passes;
  private final Map<Link, AttachedLink> links = new LinkedHashMap<>();
  private final Map<Link, ReplyLink> replies = new LinkedHashMap<>();
  private String namespace = "";

  LinkTable(BusDesk desk, Passes passes) {
    this.desk = desk;
    this.passes = passes;
  }

  /** Addresses mean entities of this namespace from now on. */
  void in(String name) {
    namespace = name;
  }

  /** Answers an attach: with a link that works, or with one that says why it is closed again. */
  void attach(Link link) {
    link.setSource(link.getRemoteSource());
    link.setTarget(link.getRemoteTarget());
    link.setSenderSettleMode(link.getRemoteSenderSettleMode());
    link.setReceiverSettleMode(link.getRemoteReceiverSettleMode());
    boolean clientSends = link instanceof Receiver;
    NodeAddress node = NodeAddress.parse(namespace, clientSends ? targetOf(link) : sourceOf(link));
    Optional<ErrorCondition> refusal = refusal(link, node, clientSends);
    if (refusal.isPresent()) {
      // Source and target are echoed even so: a client waits for ever on an attach without them.
      // So is a size: without one, the Java client blames the size of its message.
      link.setMaxMessageSize(UnsignedLong.valueOf(Broker.MAX_MESSAGE_BYTES));
      link.open();
      link.setCondition(refusal.get());
      link.close();
      return;
    }
    switch (link) {
      case Receiver receiver -> links.put(receiver, inbound(receiver, node));
      case Sender sender -> {
        if (node instanceof QueueNode queue) {
          links.put(sender, new DispatchLink(desk, sender, queue.queue()));
        } else {
          replies.put(sender, new ReplyLink(sender, node, lower(targetOf(sender))));
        }
      }
      default -> throw new IllegalStateException("neither sender nor receiver: " + link);
    }
    link.open();
    AttachedLink attached = links.get(link);
    if (attached != null) {
      attached.opened();
    }
  }

  void delivery(Link link, Delivery delivery) {
    AttachedLink attached = links.get(link);
    if (attached != null) {
      attached.delivery(delivery);
    } else if (delivery.remotelySettled() || delivery.getRemoteState() != null) {
      delivery.settle(); // the client took one of our answers
    }
  }

  void flow(Link link) {
    AttachedLink attached = links.get(link);
    if (attached != null) {
      attached.serve();
    }
  }

  void forget(Link link) {
    links.remove(link);
    replies.remove(link);
  }

  void forget(Session session) {
    links.keySet().removeIf(link -> Objects.equals(link.getSession(), session));
    replies.keySet().removeIf(link -> Objects.equals(link.getSession(), session));
  }

  /** Sends what there is to send, and closes links whose entity or permission is gone. */
  void serve() {
    for (AttachedLink attached : new ArrayList<>(links.values())) {
      Optional<ErrorCondition> end = attached.reasonToEnd(passes);
      if (end.isPresent()) {
        forget(attached.link());
        attached.link().setCondition(end.get());
        attached.link().close();
      } else {
        attached.serve();
      }
    }
  }

  /**
   * The link for an answer: the one whose target is the address to reply to; without one, the
   * newest link of the same node, as the Python client expects of {@code $cbs}.
   */
  Optional<Sender> replyLink(NodeAddress node, @Nullable String replyTo) {
    List<ReplyLink> ofNode =
        replies.values().stream().filter(reply -> reply.node().equals(node)).toList();
    String wanted = lower(replyTo);
    return ofNode.stream()
        .filter(reply -> reply.target().equals(wanted))
        .reduce((older, newer) -> newer)
        .or(() -> ofNode.stream().reduce((older, newer) -> newer))
        .map(ReplyLink::sender);
  }

  private AttachedLink inbound(Receiver receiver, NodeAddress node) {
    return switch (node) {
      case Cbs cbs ->
          new RequestLink(receiver, cbs, this, new CbsNode(desk.passes(), namespace, passes));
      case Management management ->
          new RequestLink(
              receiver,
              management,
              this,
              new ManagementNode(desk.broker(), management.entity(), passes));
      case TopicNode topic -> new SubmitLink(desk, receiver, topic.topic());
      case QueueNode queue -> throw new IllegalStateException("nobody sends to " + queue);
      case Unknown unknown -> throw new IllegalStateException("nobody sends to " + unknown);
    };
  }

  private Optional<ErrorCondition> refusal(Link link, NodeAddress node, boolean clientSends) {
    if (link.getRemoteTarget() instanceof Coordinator) {
      return notImplemented("Transactions");
    }
    if (link.getRemoteSource() instanceof Source source
        && source.getFilter() != null
        && source.getFilter().containsKey(SESSION_FILTER)) {
      return notImplemented("Sessions");
    }
    return switch (node) {
      case Cbs ignored -> Optional.empty();
      case Unknown unknown -> notFound(unknown.path());
      case Management management ->
          exists(management.entity())
              ? (mayManage(management)
                  ? Optional.empty()
                  : unauthorized(BusRight.LISTEN, management.entityPath().orElse("")))
              : notFound(management.entityPath().orElse("$management"));
      case TopicNode topic -> {
        if (!exists(topic)) {
          yield notFound(topic.topic().topic());
        }
        if (!clientSends) {
          yield Optional.of(
              Conditions.of(
                  Conditions.NOT_IMPLEMENTED,
                  "A topic cannot be received from: receive from one of its subscriptions."));
        }
        yield may(BusRight.SEND, topic);
      }
      case QueueNode queue -> {
        if (!exists(queue)) {
          yield notFound(queue.entityPath().orElse(""));
        }
        if (clientSends) {
          yield Optional.of(
              Conditions.of(
                  Conditions.NOT_IMPLEMENTED,
                  "A subscription cannot be sent to: send to its topic."));
        }
        yield may(BusRight.LISTEN, queue);
      }
    };
  }

  private boolean exists(NodeAddress node) {
    return switch (node) {
      case TopicNode topic -> desk.broker().hasTopic(topic.topic());
      case QueueNode queue -> desk.broker().hasSubscription(queue.queue().subscription());
      case Cbs ignored -> true;
      case Management management -> exists(management.entity());
      case Unknown ignored -> false;
    };
  }

  private boolean mayManage(Management management) {
    String path = management.entityPath().orElse("");
    return passes.allow(BusRight.SEND, path) || passes.allow(BusRight.LISTEN, path);
  }

  private Optional<ErrorCondition> may(BusRight right, NodeAddress node) {
    String path = node.entityPath().orElse("");
    return passes.allow(right, path) ? Optional.empty() : unauthorized(right, path);
  }

  static Optional<ErrorCondition> unauthorized(BusRight right, String path) {
    return Optional.of(
        Conditions.of(
            Conditions.UNAUTHORIZED,
            "Unauthorized access. '"
                + right.claim()
                + "' claim(s) are required to perform this operation. Resource: '"
                + path
                + "'."));
  }

  static Optional<ErrorCondition> notFound(String path) {
    return Optional.of(
        Conditions.of(
            Conditions.NOT_FOUND, "The messaging entity '" + path + "' could not be found."));
  }

  private static Optional<ErrorCondition> notImplemented(String what) {
    return Optional.of(
        Conditions.of(Conditions.NOT_IMPLEMENTED, what + " are not part of this emulator."));
  }

  private static @Nullable String targetOf(Link link) {
    return link.getRemoteTarget() instanceof Target target ? target.getAddress() : null;
  }

  private static @Nullable String sourceOf(Link link) {
    return link.getRemoteSource() instanceof Source source ? source.getAddress() : null;
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
