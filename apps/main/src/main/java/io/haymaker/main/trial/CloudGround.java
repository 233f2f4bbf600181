package io.haymaker.main.trial;

import io.haymaker.azure.AzureCloud;
import io.haymaker.azure.instances.ContainerInstancesSettings;
import io.haymaker.azure.instances.GroupWatch;
import io.haymaker.azure.instances.GroupWatch.SeenGroup;
import io.haymaker.azure.queue.MessageSender;
import io.haymaker.azure.queue.QueueSettings;
import io.haymaker.azure.queue.ServiceBusQueues;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.scaler.QueueDepth;

/** A real namespace, or the emulator's, and the groups of a scaler on Container Instances. */
public final class CloudGround implements TrialGround, AutoCloseable {
  private static final String MANAGED_BY = "managed_by";

  private final ServiceBusQueues queues;
  private final MessageSender sender;
  private final GroupWatch groups;
  private final String managedBy;
  private final String body;

  /**
   * Makes no call yet.
   *
   * @param where the scaler's containers run
   * @param managedBy what its containers' tag of that name says
   * @param body of every message, in JSON
   */
  public CloudGround(
      AzureCloud cloud,
      QueueSettings queue,
      ContainerInstancesSettings where,
      String managedBy,
      String body) {
    this.queues = cloud.messageQueues(queue);
    this.sender = new MessageSender(queue);
    this.groups = cloud.containerGroups(where);
    this.managedBy = managedBy;
    this.body = body;
  }

  @Override
  public Listing<String> subscriptions() {
    return queues.subscriptions().map(QueueDepth::subscription);
  }

  @Override
  public Outcome<String> send(TrialMessage message) {
    return sender.send(message.id(), body, message.file());
  }

  @Override
  public Listing<SeenGroup> containers() {
    return groups.tagged(MANAGED_BY, managedBy);
  }

  @Override
  public void close() {
    sender.close();
    queues.close();
  }
}
