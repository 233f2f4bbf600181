package io.haymaker.emulator.servicebus.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.servicebus.amqp.NodeAddress.Cbs;
import io.haymaker.emulator.servicebus.amqp.NodeAddress.Management;
import io.haymaker.emulator.servicebus.amqp.NodeAddress.QueueNode;
import io.haymaker.emulator.servicebus.amqp.NodeAddress.TopicNode;
import io.haymaker.emulator.servicebus.amqp.NodeAddress.Unknown;
import io.haymaker.emulator.servicebus.broker.TopicAddress;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeAddressTest {
  private static final TopicAddress TOPIC = new TopicAddress("ns", "agent-logs");

  @ParameterizedTest
  @ValueSource(strings = {"agent-logs", "/Agent-Logs", "amqps://localhost/agent-logs"})
  void aTopicIsUnderstoodAsPathAndAsUri(String address) {
    assertThat(NodeAddress.parse("ns", address)).isEqualTo(new TopicNode(TOPIC));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agent-logs/subscriptions/sub",
        "amqps://localhost/agent-logs/Subscriptions/Sub",
        "sb://localhost:5671/agent-logs/Subscriptions/sub"
      })
  void aSubscriptionIsUnderstoodInAnyCase(String address) {
    assertThat(NodeAddress.parse("ns", address))
        .isEqualTo(new QueueNode(TOPIC.subscription("sub").queue()));
  }

  @Test
  void theDeadLetterQueueAndManagementAreBelowTheirEntity() {
    QueueNode dead = new QueueNode(TOPIC.subscription("sub").deadLetterQueue());
    assertThat(NodeAddress.parse("ns", "agent-logs/subscriptions/sub/$DeadLetterQueue"))
        .isEqualTo(dead);
    assertThat(NodeAddress.parse("ns", "agent-logs/subscriptions/sub/$deadletterqueue/$management"))
        .isEqualTo(new Management(dead));
    assertThat(NodeAddress.parse("ns", "agent-logs/$management"))
        .isEqualTo(new Management(new TopicNode(TOPIC)));
    assertThat(NodeAddress.parse("ns", "$cbs")).isEqualTo(new Cbs());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "amqps://localhost",
        "a/subscriptions/b/subscriptions/c",
        "a/$deadletterqueue"
      })
  void whatCannotExistIsUnknown(String address) {
    assertThat(NodeAddress.parse("ns", address)).isInstanceOf(Unknown.class);
  }

  @Test
  void aLockTokenIsWrittenInTheOrderOfDotNet() {
    UUID token = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    assertThat(LockTokens.tag(token))
        .containsExactly(
            0x33, 0x22, 0x11, 0x00, 0x55, 0x44, 0x77, 0x66, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd,
            0xee, 0xff);
  }
}
