package io.haymaker.azure.validation;

import io.haymaker.azure.event.BusEvidence;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import java.util.function.Supplier;

/**
 * The namespace is found, topic and subscription are there, and a message goes through them. The
 * message is taken out again, or by whoever reads the subscription, who takes it for no event.
 */
public final class BusCheck implements Check {
  private static final String MEND = "check SERVICE_BUS_NAMESPACE and the login's right to read it";

  private final Supplier<Look<ResourceId>> topic;
  private final String subscription;
  private final ResourceReader reader;
  private final Supplier<BusEvidence> probe;

  /**
   * @param topic looks the topic's id up; whether it exists is asked here
   * @param subscription the name of the topic's subscription
   * @param probe sends a message through them
   */
  public BusCheck(
      Supplier<Look<ResourceId>> topic,
      String subscription,
      ResourceReader reader,
      Supplier<BusEvidence> probe) {
    this.topic = topic;
    this.subscription = subscription;
    this.reader = reader;
    this.probe = probe;
  }

  @Override
  public String name() {
    return "service-bus";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    return switch (topic.get()) {
      case Look.Found<ResourceId>(ResourceId id) ->
          look(ResourceId.of(id.value() + "/subscriptions/" + subscription));
      case Look.Absent<ResourceId> _ ->
          Finding.failed("no namespace that we can list has this host", MEND);
      case Look.CouldNotLook<ResourceId>(Problem problem) ->
          Finding.failed(problem.toString(), MEND);
    };
  }

  private Finding look(ResourceId wanted) {
    return switch (reader.read(wanted)) {
      case Look.Found<Resource> _ -> judge(probe.get());
      case Look.Absent<Resource> _ ->
          new Finding(
              Verdict.WARNING,
              "topic or subscription is not there, so nothing could be sent",
              "every start makes them where the login may; else create " + wanted.value());
      case Look.CouldNotLook<Resource>(Problem problem) -> Finding.failed(problem.toString(), MEND);
    };
  }

  private static Finding judge(BusEvidence evidence) {
    return switch (evidence) {
      case BusEvidence.Received _ -> Finding.passed("a message was sent and received");
      case BusEvidence.TakenByReader _ ->
          Finding.passed("a message was sent; a control plane that is running took it");
      case BusEvidence.Waiting(int others) ->
          Finding.passed(
              "a message was sent and seen behind %d others that wait for a control plane"
                  .formatted(others));
      case BusEvidence.NotSent(Problem problem) ->
          Finding.failed(
              "nothing can be sent: " + problem,
              "give the login the role Azure Service Bus Data Sender on the namespace, and let port"
                  + " 5671 through");
      case BusEvidence.NotReceived(Problem problem) ->
          Finding.failed(
              "sent, but nothing can be received: " + problem,
              "give the login the role Azure Service Bus Data Receiver on the namespace");
    };
  }
}
