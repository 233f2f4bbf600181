package io.haymaker.azure.validation;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;

/** The credential yields a token, and with it the installation's own group can be read. */
public final class SubscriptionCheck implements Check {
  private final ResourceReader reader;
  private final ResourceId group;

  /**
   * @param group the group in which agents' containers are made
   */
  public SubscriptionCheck(ResourceReader reader, ResourceId group) {
    this.reader = reader;
    this.group = group;
  }

  @Override
  public String name() {
    return "subscription";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    return switch (reader.read(group)) {
      case Look.Found<Resource> _ -> Finding.passed("subscription and group can be read");
      case Look.Absent<Resource> _ ->
          Finding.failed(
              "group " + group.name() + " is not there",
              "create it, or set RESOURCE_GROUP_NAME to one that is");
      case Look.CouldNotLook<Resource> failed ->
          Finding.failed(
              failed.problem().toString(),
              "check AZURE_TENANT_ID, AZURE_SUBSCRIPTION_ID and the login's role on it");
    };
  }
}
