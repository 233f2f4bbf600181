package io.haymaker.emulator.servicebus.message;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.AmqpSequence;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.DeliveryAnnotations;
import org.apache.qpid.proton.amqp.messaging.Footer;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the sections of a message one by one. proton's own message class keeps only the
 * first body section, which would lose all but one message of a client's batch.
 */
public final class EnvelopeCodec {
  /** Message format of a batch: each data section holds one encoded message. */
  public static final int BATCH_FORMAT = 0x80013700;

  private static final int ROOM_FOR_SECTIONS = 2048;

  /** proton's coders are stateful and costly to make; one pair per thread. */
  private static final ThreadLocal<Coders> CODERS = ThreadLocal.withInitial(Coders::new);

  private static final class Coders {
    final DecoderImpl decoder = new DecoderImpl();
    final EncoderImpl encoder = new EncoderImpl(decoder);

    Coders() {
      AMQPDefinedTypes.registerAllTypes(decoder, encoder);
    }
  }

  private EnvelopeCodec() {}

  /**
   * The messages of one transfer: one for format 0, any number for {@link #BATCH_FORMAT}.
   *
   * @throws MalformedMessageException if the bytes are not messages
   */
  public static List<Envelope> transfer(int messageFormat, byte[] encoded) {
    if (messageFormat != BATCH_FORMAT) {
      return List.of(decode(encoded));
    }
    List<Envelope> messages = new ArrayList<>();
    for (Object section : sections(ByteBuffer.wrap(encoded))) {
      if (section instanceof Data data) {
        messages.add(decode(bytes(data.getValue())));
      }
    }
    return messages;
  }

  static Envelope decode(byte[] encoded) {
    ByteBuffer buffer = ByteBuffer.wrap(encoded);
    Header header = null;
    Map<Symbol, Object> annotations = new LinkedHashMap<>();
    Properties properties = null;
    Map<String, Object> application = new LinkedHashMap<>();
    int bodyStart = -1;
    while (buffer.hasRemaining()) {
      int start = buffer.position();
      switch (next(buffer)) {
        case Header found -> header = found;
        case MessageAnnotations found -> {
          if (found.getValue() != null) {
            annotations.putAll(found.getValue());
          }
        }
        case Properties found -> properties = found;
        case ApplicationProperties found -> {
          if (found.getValue() != null) {
            application.putAll(found.getValue());
          }
        }
        // Meant for the next hop only, which we are.
        case DeliveryAnnotations ignored -> {}
        case Data ignored -> bodyStart = bodyStart < 0 ? start : bodyStart;
        case AmqpValue ignored -> bodyStart = bodyStart < 0 ? start : bodyStart;
        case AmqpSequence ignored -> bodyStart = bodyStart < 0 ? start : bodyStart;
        case Footer ignored -> bodyStart = bodyStart < 0 ? start : bodyStart;
        case Object other ->
            throw new MalformedMessageException("not a message section: " + other.getClass());
      }
    }
    byte[] body =
        bodyStart < 0 ? new byte[0] : Arrays.copyOfRange(encoded, bodyStart, encoded.length);
    return new Envelope(header, annotations, properties, application, body);
  }

  static byte[] encode(Envelope envelope) {
    List<Object> sections = new ArrayList<>();
    Header header = envelope.header();
    if (header != null) {
      sections.add(header);
    }
    if (!envelope.annotations().isEmpty()) {
      sections.add(new MessageAnnotations(new LinkedHashMap<>(envelope.annotations())));
    }
    Properties properties = envelope.properties();
    if (properties != null) {
      sections.add(properties);
    }
    if (!envelope.applicationProperties().isEmpty()) {
      sections.add(
          new ApplicationProperties(new LinkedHashMap<>(envelope.applicationProperties())));
    }
    return write(sections, envelope.body());
  }

  static byte[] dataSection(byte[] data) {
    return write(List.of(new Data(new Binary(data))), new byte[0]);
  }

  /** The content of a body that is exactly one data section; a footer does not count. */
  static Optional<byte[]> data(byte[] body) {
    List<Object> sections =
        sections(ByteBuffer.wrap(body)).stream().filter(part -> !(part instanceof Footer)).toList();
    return sections.size() == 1 && sections.getFirst() instanceof Data data
        ? Optional.of(bytes(data.getValue()))
        : Optional.empty();
  }

  private static List<Object> sections(ByteBuffer buffer) {
    List<Object> found = new ArrayList<>();
    while (buffer.hasRemaining()) {
      found.add(next(buffer));
    }
    return found;
  }

  private static Object next(ByteBuffer buffer) {
    DecoderImpl decoder = CODERS.get().decoder;
    decoder.setByteBuffer(buffer);
    @Nullable Object section;
    try {
      section = decoder.readObject();
    } catch (RuntimeException e) {
      // proton reports bad bytes with whatever its buffers happen to throw.
      throw new MalformedMessageException("the message cannot be decoded", e);
    } finally {
      decoder.setBuffer(null);
    }
    if (section == null) {
      throw new MalformedMessageException("a null where a message section should be");
    }
    return section;
  }

  private static byte[] write(List<Object> sections, byte[] tail) {
    EncoderImpl encoder = CODERS.get().encoder;
    int room = ROOM_FOR_SECTIONS;
    while (true) {
      ByteBuffer buffer = ByteBuffer.allocate(room + tail.length);
      encoder.setByteBuffer(buffer);
      try {
        sections.forEach(encoder::writeObject);
        buffer.put(tail);
        return Arrays.copyOf(buffer.array(), buffer.position());
      } catch (BufferOverflowException | IndexOutOfBoundsException e) {
        room *= 4; // the sections are larger than thought
      }
    }
  }

  private static byte[] bytes(Binary binary) {
    return Arrays.copyOfRange(
        binary.getArray(), binary.getArrayOffset(), binary.getArrayOffset() + binary.getLength());
  }
}
