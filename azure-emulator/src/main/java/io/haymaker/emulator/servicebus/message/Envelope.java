package io.haymaker.emulator.servicebus.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.jspecify.annotations.Nullable;

/**
 * One message of the bus, immutable. Values of annotations and application properties keep the AMQP
 * type in which they were sent; the body is kept as the encoded sections that came in, however many
 * they are.
 */
public final class Envelope {
  private static final Symbol SCHEDULED = Symbol.valueOf("x-opt-scheduled-enqueue-time");

  private final @Nullable Header header;
  private final Map<Symbol, Object> annotations;
  private final @Nullable Properties properties;
  private final Map<String, Object> applicationProperties;
  private final byte[] body;

  Envelope(
      @Nullable Header header,
      Map<Symbol, Object> annotations,
      @Nullable Properties properties,
      Map<String, Object> applicationProperties,
      byte[] body) {
    this.header = header;
    this.annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    this.properties = properties;
    this.applicationProperties =
        Collections.unmodifiableMap(new LinkedHashMap<>(applicationProperties));
    this.body = body;
  }

  /**
   * Decodes one AMQP message (message format 0).
   *
   * @throws MalformedMessageException if the bytes are not the sections of one message
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Envelope decode(byte[] encoded) {
    return EnvelopeCodec.decode(encoded);
  }

  /** A message with one data section, as the HTTP front makes them. */
  public static Envelope ofData(
      @Nullable Header header,
      Map<Symbol, Object> annotations,
      Properties properties,
      Map<String, Object> applicationProperties,
      byte[] data) {
    return new Envelope(
        header, annotations, properties, applicationProperties, EnvelopeCodec.dataSection(data));
  }

  /** The encoded message; {@link #decode} of it gives an equal message. */
  @JsonValue
  public byte[] encode() {
    return EnvelopeCodec.encode(this);
  }

  /** The same message with other application properties beside (or instead of) its own. */
  public Envelope withApplicationProperties(Map<String, ?> more) {
    Map<String, Object> merged = new LinkedHashMap<>(applicationProperties);
    merged.putAll(more);
    return new Envelope(header, annotations, properties, merged, body);
  }

  /** The same message as a receiver sees it: with what the broker adds to it. */
  public Envelope stamped(long deliveryCount, Map<Symbol, Object> added) {
    Header stamped = header == null ? new Header() : new Header(header);
    stamped.setDeliveryCount(UnsignedInteger.valueOf(deliveryCount));
    Map<Symbol, Object> merged = new LinkedHashMap<>(annotations);
    merged.putAll(added);
    return new Envelope(stamped, merged, properties, applicationProperties, body);
  }

  /** How long the sender wants the message to live, if it said so. */
  public Optional<Duration> timeToLive() {
    return header == null || header.getTtl() == null
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(header.getTtl().longValue()));
  }

  /** When the sender wants the message to appear, if it said so. */
  public Optional<Instant> scheduledFor() {
    return annotations.get(SCHEDULED) instanceof Date date
        ? Optional.of(date.toInstant())
        : Optional.empty();
  }

  /** The id that the sender gave, as text. */
  public Optional<String> messageId() {
    return properties == null
        ? Optional.empty()
        : Optional.ofNullable(properties.getMessageId()).map(Object::toString);
  }

  /** A property that the sender gave, as text. */
  public Optional<String> property(SystemProperty which) {
    return properties == null ? Optional.empty() : which.of(properties);
  }

  /** The application properties, unmodifiable. */
  public Map<String, Object> applicationProperties() {
    return applicationProperties;
  }

  @Nullable Header header() {
    return header;
  }

  Map<Symbol, Object> annotations() {
    return annotations;
  }

  @Nullable Properties properties() {
    return properties;
  }

  byte[] body() {
    return body;
  }

  /** The text of the body, if it is one data section; for tests and diagnostics. */
  public Optional<String> text() {
    return EnvelopeCodec.data(body).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** Names the message, never shows it. */
  @Override
  public String toString() {
    return "Envelope[" + messageId().orElse("no id") + "]";
  }
}
