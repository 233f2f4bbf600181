package io.haymaker.emulator.servicebus.filter;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.haymaker.emulator.servicebus.message.Envelope;

/** Chooses messages by what their senders said of them; the same message, the same answer. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SqlFilter.class, name = "sql"),
  @JsonSubTypes.Type(value = CorrelationFilter.class, name = "correlation"),
})
public sealed interface Filter permits SqlFilter, CorrelationFilter {

  /** Whether the message is for the subscription. */
  boolean chooses(Envelope message);
}
