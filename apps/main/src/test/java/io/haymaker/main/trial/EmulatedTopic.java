package io.haymaker.main.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import io.haymaker.azure.AzureCloud;
import io.haymaker.azure.AzureEndpoints;
import io.haymaker.azure.AzureLogin;
import io.haymaker.azure.AzureSettings;
import io.haymaker.azure.event.BusBuilders;
import io.haymaker.azure.event.BusTrust;
import io.haymaker.azure.instances.ContainerInstancesSettings;
import io.haymaker.azure.queue.QueueSettings;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Pipelines;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorInfo;
import io.haymaker.emulator.EmulatorOptions;
import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.servicebus.ServiceBus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** An emulator with the topic {@code jobs}, and an image whose containers run a script. */
public final class EmulatedTopic implements AutoCloseable {
  private static final String TOPIC = "jobs";
  private static final String LOCATION = "westeurope";
  private static final int MOST = 50;

  private final Emulator emulator;
  private final String image;
  private final SSLContext before;
  private final AzureCloud cloud;
  private final Rest arm;

  private EmulatedTopic(Emulator emulator, String image, SSLContext before) {
    this.emulator = emulator;
    this.image = image;
    this.before = before;
    EmulatorInfo info = emulator.info();
    BusTrust.adopt(info.caFile());
    cloud =
        new AzureCloud(
            new AzureSettings(
                info.tenantId(),
                List.of(info.subscriptionId()),
                new AzureLogin.ClientSecret(
                    info.clientId(), new SecretValue(info.clientSecret().reveal())),
                AzureEndpoints.of(info.armEndpoint(), info.authorityHost(), info.graphEndpoint()),
                URI.create(info.keyVaultUrl()),
                Optional.of(info.caFile())),
            Clock.systemUTC());
    arm =
        new Rest(
            Pipelines.signed(
                cloud.httpClient(), cloud.credential(), info.armEndpoint() + "/.default"),
            URI.create(info.armEndpoint()));
    put(TOPIC, "{}");
  }

  /**
   * @param script what containers of the image run
   */
  public static EmulatedTopic start(Path folder, String image, String script)
      throws IOException, NoSuchAlgorithmException {
    SSLContext before = SSLContext.getDefault();
    return new EmulatedTopic(
        Emulator.start(
            EmulatorOptions.in(folder)
                .withSettings(Settings.immediate())
                .withImage(image, List.of("/bin/sh", "-c", script))),
        image,
        before);
  }

  /** Makes a further topic, with a subscription {@code all} for whatever comes. */
  public void further(String topic) {
    put(topic, "{}");
    put(topic + "/subscriptions/all", "{}");
  }

  /** Gives the topic a subscription for the messages that the filter chooses. */
  public void subscription(String name, String filter) {
    put(TOPIC + "/subscriptions/" + name, "{}");
    put(
        TOPIC + "/subscriptions/" + name + "/rules/$Default",
        "{\"properties\":{\"sqlFilter\":{\"sqlExpression\":\"%s\"}}}".formatted(filter));
  }

  private void put(String path, String body) {
    Reply reply =
        arm.put(
            "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.ServiceBus/namespaces/haymaker-bus/topics/%s?api-version=2024-01-01"
                .formatted(emulator.info().subscriptionId(), ServiceBus.GROUP, path),
            Json.read(BinaryData.fromString(body)));
    assertThat(reply)
        .isInstanceOfSatisfying(
            Reply.Answer.class, answer -> assertThat(answer.isGood()).as(path).isTrue());
  }

  /** The bodies of the messages that wait in a subscription; nothing is taken. */
  public List<String> waitingIn(String subscription) {
    try (ServiceBusReceiverClient receiver =
        BusBuilders.of(new SecretValue(connectionString()))
            .receiver()
            .topicName(TOPIC)
            .subscriptionName(subscription)
            .buildClient()) {
      return receiver.peekMessages(MOST).stream()
          .map(message -> message.getBody().toString())
          .toList();
    }
  }

  AzureCloud cloud() {
    return cloud;
  }

  private String connectionString() {
    return emulator.info().bus().orElseThrow().connectionString().reveal();
  }

  /** The topic, with the right to send. */
  public QueueSettings queue() {
    return queue(TOPIC);
  }

  /** A topic, with the right to send. */
  public QueueSettings queue(String topic) {
    return QueueSettings.of(
        new SecretValue(connectionString()),
        topic,
        Optional.empty(),
        emulator.info().subscriptionId(),
        ServiceBus.GROUP);
  }

  static ContainerInstancesSettings where() {
    return new ContainerInstancesSettings(ServiceBus.GROUP, LOCATION);
  }

  /**
   * The environment of a scaler on it, as an operator would write it.
   *
   * @param prefix of its containers' names
   */
  public Map<String, String> environment(String prefix) {
    EmulatorInfo info = emulator.info();
    var environment = new HashMap<String, String>();
    environment.put("AZURE_TENANT_ID", info.tenantId());
    environment.put("AZURE_CLIENT_ID", info.clientId());
    environment.put("MAIN_SP_CLIENT_SECRET", info.clientSecret().reveal());
    environment.put("AZURE_AUTHORITY_HOST", info.authorityHost());
    environment.put("HAYMAKER_ARM_ENDPOINT", info.armEndpoint());
    environment.put("HAYMAKER_GRAPH_ENDPOINT", info.graphEndpoint());
    environment.put("HAYMAKER_CA_FILE", info.caFile().toString());
    environment.put("AZURE_SUBSCRIPTION_ID", info.subscriptionId());
    environment.put("AZURE_RESOURCE_GROUP", ServiceBus.GROUP);
    environment.put("ACI_IMAGE", image);
    environment.put("ACI_NAME_PREFIX", prefix);
    environment.put("ACI_LOCATION", LOCATION);
    environment.put("SB_CONNECTION_STR", connectionString());
    environment.put("SB_TOPIC_NAME", TOPIC);
    return environment;
  }

  @Override
  public void close() throws IOException {
    emulator.close();
    SSLContext.setDefault(before);
  }
}
