package io.haymaker.emulator.servicebus.amqp;

import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;

/** The errors that the service answers with, by their names on the wire. */
final class Conditions {
  static final Symbol NOT_FOUND = Symbol.valueOf("amqp:not-found");
  static final Symbol UNAUTHORIZED = Symbol.valueOf("amqp:unauthorized-access");
  static final Symbol NOT_IMPLEMENTED = Symbol.valueOf("amqp:not-implemented");
  static final Symbol DECODE_ERROR = Symbol.valueOf("amqp:decode-error");
  static final Symbol TOO_LARGE = Symbol.valueOf("amqp:link:message-size-exceeded");
  static final Symbol LOCK_LOST = Symbol.valueOf("com.microsoft:message-lock-lost");
  static final Symbol MESSAGE_NOT_FOUND = Symbol.valueOf("com.microsoft:message-not-found");
  static final Symbol ARGUMENT = Symbol.valueOf("com.microsoft:argument-error");

  private Conditions() {}

  static ErrorCondition of(Symbol name, String description) {
    return new ErrorCondition(name, description);
  }
}
