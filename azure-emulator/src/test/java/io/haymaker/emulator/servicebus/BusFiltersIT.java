package io.haymaker.emulator.servicebus;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import io.haymaker.emulator.CloudClient;
import io.haymaker.emulator.CloudClient.Answer;
import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorInfo;
import io.haymaker.emulator.EmulatorOptions;
import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The rules of subscriptions, made by Resource Manager and met by the official client. */
@Timeout(240)
class BusFiltersIT {
  private static final String VERSION = "?api-version=2024-01-01";

  @TempDir Path folder;
  private Emulator emulator;
  private EmulatorInfo info;
  private CloudClient arm;
  private SSLContext before;

  @BeforeEach
  void start() throws Exception {
    before = SSLContext.getDefault();
    startEmulator();
    put("", "{}");
  }

  private void startEmulator() throws IOException {
    emulator = Emulator.start(EmulatorOptions.in(folder).withSettings(Settings.immediate()));
    info = emulator.info();
    arm = CloudClient.administrator(info);
    SSLContext.setDefault(CertificateAuthority.trusting(info.caFile()));
  }

  @AfterEach
  void stop() throws IOException {
    emulator.close();
    SSLContext.setDefault(before);
  }

  @Test
  void eachSubscriptionGetsWhatItsRulesChooseAlsoAfterARestart() throws IOException {
    put("/subscriptions/all", "{}");
    sql("small", "file_size_mb <= 50");
    sql("middle", "file_size_mb > 50 AND file_size_mb <= 200");
    sql("large", "file_size_mb > 200");
    put("/subscriptions/none", "{}");
    assertThat(arm.delete(topic() + "/subscriptions/none/rules/$Default" + VERSION).status())
        .isIn(200, 204);
    put("/subscriptions/urgent", "{}");
    put(
        "/subscriptions/urgent/rules/$Default",
        """
        {"properties":{"filterType":"CorrelationFilter","correlationFilter":{
          "label":"urgent","properties":{"kind":"osm"}}}}
        """);
    send("m50", 50, "urgent");
    send("m120.5", 120.5, "calm");
    send("m5000", 5000L, "urgent");
    send("text", "120", "calm");

    assertThat(waiting("all")).containsExactly("m50", "m120.5", "m5000", "text");
    assertThat(waiting("small")).containsExactly("m50");
    assertThat(waiting("middle")).containsExactly("m120.5");
    assertThat(waiting("large")).containsExactly("m5000");
    assertThat(waiting("none")).isEmpty();
    assertThat(waiting("urgent")).containsExactly("m50", "m5000");

    emulator.close();
    startEmulator();
    send("m199", 199, "calm");
    assertThat(waiting("all")).containsExactly("m50", "m120.5", "m5000", "text", "m199");
    assertThat(waiting("small")).containsExactly("m50");
    assertThat(waiting("middle")).containsExactly("m120.5", "m199");
    assertThat(waiting("none")).isEmpty();
    assertThat(waiting("urgent")).containsExactly("m50", "m5000");
  }

  @Test
  void anyRuleIsEnoughAndAChangedOneHoldsFromThenOn() throws IOException {
    put("/subscriptions/s", "{}");
    put("/subscriptions/s/rules/$Default", sqlRule("file_size_mb = 'a'"));
    put("/subscriptions/s/rules/second", sqlRule("file_size_mb = 'b' OR sys.label LIKE 'a%'"));
    send("a", "a", "also");
    send("b", "b", "l");
    send("c", "c", "l");
    put("/subscriptions/s/rules/second", sqlRule("file_size_mb = 'c'"));
    send("b2", "b", "l");
    send("c2", "c", "l");
    assertThat(waiting("s")).containsExactly("a", "b", "c2");
  }

  @Test
  void rulesAreResourcesAndBadOnesAreRefused() throws IOException {
    put("/subscriptions/s", "{}");
    JsonNode standard = rules().get(0);
    assertThat(standard.path("name").asString()).isEqualTo("$Default");
    assertThat(standard.path("properties").path("sqlFilter").path("sqlExpression").asString())
        .isEqualTo("1=1");

    Answer refused = tryPut("/subscriptions/s/rules/bad", sqlRule("file_size_mb >> 50"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().toString()).contains("at character 15");
    for (String body :
        List.of(
            sqlRule("sys.Colour = 'red'"),
            "{\"properties\":{\"filterType\":\"CorrelationFilter\",\"correlationFilter\":{}}}",
            "{\"properties\":{\"filterType\":\"CorrelationFilter\",\"correlationFilter\":{\"colour\":\"red\"}}}",
            "{\"properties\":{\"filterType\":\"Wish\"}}",
            "{\"properties\":{\"sqlFilter\":{\"sqlExpression\":\"1=1\"},\"action\":{\"sqlExpression\":\"SET a = 1\"}}}")) {
      assertThat(tryPut("/subscriptions/s/rules/bad", body).status()).as(body).isEqualTo(400);
    }
    assertThat(tryPut("/subscriptions/other/rules/r", sqlRule("a = 1")).status()).isEqualTo(404);

    put("/subscriptions/s/rules/good", sqlRule("a = 1"));
    assertThat(rules()).hasSize(2);
    put("/subscriptions/s", "{}");
    assertThat(rules()).hasSize(2);

    assertThat(arm.delete(topic() + "/subscriptions/s" + VERSION).status()).isIn(200, 204);
    put("/subscriptions/s", "{}");
    assertThat(rules()).hasSize(1);
  }

  private JsonNode rules() throws IOException {
    return arm.get(topic() + "/subscriptions/s/rules" + VERSION).body().path("value");
  }

  private static String sqlRule(String expression) {
    return "{\"properties\":{\"filterType\":\"SqlFilter\",\"sqlFilter\":{\"sqlExpression\":\"%s\"}}}"
        .formatted(expression);
  }

  private void sql(String subscription, String expression) throws IOException {
    put("/subscriptions/" + subscription, "{}");
    put("/subscriptions/" + subscription + "/rules/$Default", sqlRule(expression));
  }

  private void put(String path, String body) throws IOException {
    Answer answer = tryPut(path, body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
  }

  private Answer tryPut(String path, String body) throws IOException {
    return arm.put(topic() + path + VERSION, body);
  }

  private String topic() {
    return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.ServiceBus/namespaces/haymaker-bus/topics/jobs"
        .formatted(info.subscriptionId(), ServiceBus.GROUP);
  }

  private ServiceBusClientBuilder client() {
    EmulatorInfo.Bus bus = info.bus().orElseThrow();
    return new ServiceBusClientBuilder()
        .connectionString(bus.connectionString().reveal())
        .customEndpointAddress("https://" + bus.namespace());
  }

  private void send(String id, Object size, String label) {
    var message = new ServiceBusMessage("{}").setMessageId(id).setSubject(label);
    message.getApplicationProperties().put("file_size_mb", size);
    message.getApplicationProperties().put("kind", "osm");
    try (ServiceBusSenderClient sender = client().sender().topicName("jobs").buildClient()) {
      sender.sendMessage(message);
    }
  }

  private List<String> waiting(String subscription) {
    List<String> ids = new ArrayList<>();
    try (ServiceBusReceiverClient receiver =
        client().receiver().topicName("jobs").subscriptionName(subscription).buildClient()) {
      for (ServiceBusReceivedMessage message : receiver.peekMessages(100, 0)) {
        ids.add(message.getMessageId());
      }
    }
    return ids;
  }
}
