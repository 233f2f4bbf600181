package io.haymaker.emulator.servicebus.message;

import java.util.Arrays;
import java.util.Optional;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.jspecify.annotations.Nullable;

/** What senders can say about a message beside its application properties. */
public enum SystemProperty {
  CONTENT_TYPE("ContentType"),
  CORRELATION_ID("CorrelationId"),
  /** The older name of the subject. */
  LABEL("Label"),
  SUBJECT("Subject"),
  MESSAGE_ID("MessageId"),
  REPLY_TO("ReplyTo"),
  REPLY_TO_SESSION_ID("ReplyToSessionId"),
  SESSION_ID("SessionId"),
  TO("To");

  private final String text;

  SystemProperty(String text) {
    this.text = text;
  }

  /** The property of that name, whatever its case. */
  public static Optional<SystemProperty> named(String name) {
    return Arrays.stream(values()).filter(one -> one.text.equalsIgnoreCase(name)).findFirst();
  }

  Optional<String> of(Properties properties) {
    @Nullable Object value =
        switch (this) {
          case CONTENT_TYPE -> properties.getContentType();
          case CORRELATION_ID -> properties.getCorrelationId();
          case LABEL, SUBJECT -> properties.getSubject();
          case MESSAGE_ID -> properties.getMessageId();
          case REPLY_TO -> properties.getReplyTo();
          case REPLY_TO_SESSION_ID -> properties.getReplyToGroupId();
          case SESSION_ID -> properties.getGroupId();
          case TO -> properties.getTo();
        };
    return Optional.ofNullable(value).map(Object::toString);
  }
}
