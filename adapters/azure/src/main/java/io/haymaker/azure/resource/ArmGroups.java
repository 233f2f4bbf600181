package io.haymaker.azure.resource;

import com.azure.core.util.Context;
import com.azure.resourcemanager.resources.fluent.ResourceGroupsClient;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Reply;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.resource.ResourceGroups;
import io.haymaker.core.resource.ResourceId;
import java.util.Map;
import java.util.Objects;

/** Makes groups in one subscription. */
public final class ArmGroups implements ResourceGroups {

  private final ResourceGroupsClient client;
  private final String subscription;

  public ArmGroups(ResourceGroupsClient client, String subscription) {
    this.client = client;
    this.subscription = subscription;
  }

  @Override
  public Outcome<ResourceId> ensure(String name, String location, Map<String, String> tags) {
    InstallationId ours =
        OwnerTags.value(tags, OwnerTags.INSTALLATION)
            .map(InstallationId::new)
            .orElseThrow(() -> new IllegalArgumentException("tags carry no installation"));
    String place;
    try {
      ResourceGroupInner there = client.getWithResponse(name, Context.NONE).getValue();
      if (!OwnerTags.carry(Objects.requireNonNullElse(there.tags(), Map.of()), ours)) {
        return Outcome.refused(
            "NotOurs", "the group %s does not carry our installation".formatted(name));
      }
      place = there.location();
    } catch (RuntimeException thrown) {
      Reply reply = Answers.reply(thrown);
      if (!(reply instanceof Reply.Answer answer) || !Answers.isAbsence(answer)) {
        return Answers.effect(reply);
      }
      place = location;
    }
    try {
      client.createOrUpdateWithResponse(
          name, new ResourceGroupInner().withLocation(place).withTags(tags), Context.NONE);
      return Outcome.done(ResourceId.group(subscription, name));
    } catch (RuntimeException thrown) {
      return Answers.effect(Answers.reply(thrown));
    }
  }
}
