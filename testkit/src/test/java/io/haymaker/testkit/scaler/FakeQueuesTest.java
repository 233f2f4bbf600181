package io.haymaker.testkit.scaler;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.scaler.MessageQueues;
import io.haymaker.core.scaler.WaitingMessage;
import io.haymaker.testkit.MovedClock;
import java.util.List;
import java.util.Optional;

class FakeQueuesTest extends MessageQueuesContract {
  private final FakeTopic topic = new FakeTopic();

  @Override
  protected TopicUnderTest topic() {
    return topic;
  }

  private static final class FakeTopic implements TopicUnderTest {
    private final FakeQueues queues = new FakeQueues(new MovedClock());

    @Override
    public MessageQueues queues() {
      return queues;
    }

    @Override
    public void subscription(String name) {
      queues.subscription(name);
    }

    @Override
    public void send(Optional<String> id, Optional<Object> fileSize) {
      for (String name : queues.names()) {
        queues.send(name, id.orElse(""), fileSize.map(Object::toString).orElse(""));
      }
    }

    @Override
    public void lockFirst(String subscription) {
      // Nobody receives from it but through settle.
    }

    @Override
    public void settleFirst(String subscription) {
      if (queues.peek(subscription, 0, 1)
          instanceof Look.Found<List<WaitingMessage>>(List<WaitingMessage> first)) {
        queues.settle(first.getFirst());
      }
    }

    @Override
    public void listable(boolean can) {
      queues.listable(can);
    }

    @Override
    public void reachable(boolean can) {
      queues.reachable(can);
    }
  }
}
