package io.haymaker.azure.validation;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import java.util.function.Supplier;

/** The namespace is found, and topic and subscription are there. */
public final class BusCheck implements Check {
  private static final String MEND = "check SERVICE_BUS_NAMESPACE and the login's right to read it";

  private final Supplier<Look<ResourceId>> topic;
  private final String subscription;
  private final ResourceReader reader;

  /**
   * @param topic looks the topic's id up; whether it exists is asked here
   * @param subscription the name of the topic's subscription
   */
  public BusCheck(Supplier<Look<ResourceId>> topic, String subscription, ResourceReader reader) {
    this.topic = topic;
    this.subscription = subscription;
    this.reader = reader;
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
      case Look.Found<Resource> _ -> Finding.passed("topic and subscription are there");
      case Look.Absent<Resource> _ ->
          new Finding(
              Verdict.WARNING,
              "topic or subscription is not there",
              "every start makes them where the login may; else create " + wanted.value());
      case Look.CouldNotLook<Resource>(Problem problem) -> Finding.failed(problem.toString(), MEND);
    };
  }
}
