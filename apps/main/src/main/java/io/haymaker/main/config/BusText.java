package io.haymaker.main.config;

import io.haymaker.azure.queue.BusConnection;
import io.haymaker.core.identity.SecretValue;
import java.util.Optional;

/** Reads the connection string of a Service Bus namespace; nothing of it is ever repeated. */
final class BusText {
  static final Parser<SecretValue> PARSER =
      new Parser<>(
              "connection string of a Service Bus namespace",
              text -> fault(text).isEmpty() ? Optional.of(new SecretValue(text)) : Optional.empty(),
              _ -> "[secret]",
              Parser.Secrecy.SECRET)
          .faultedBy(
              text ->
                  fault(text).stream()
                      .map(
                          what ->
                              new Parser.Fault(
                                  what, "copy it whole from the namespace's access policies"))
                      .toList());

  private BusText() {}

  private static Optional<String> fault(String text) {
    try {
      BusConnection.of(new SecretValue(text));
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    }
  }
}
