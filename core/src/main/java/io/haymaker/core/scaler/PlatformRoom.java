package io.haymaker.core.scaler;

/** Whether the platform's quota has room for all the containers that a scaler may have at once. */
public sealed interface PlatformRoom {

  /** What was seen, for people. */
  String message();

  /** There is room. */
  record Enough(String message) implements PlatformRoom {}

  /** There is not: what is too much will be refused, and wait. */
  record TooLittle(String message, String whatToDo) implements PlatformRoom {}

  /** Nobody could look, so there may be room or not. */
  record NotKnown(String message, String whatToDo) implements PlatformRoom {}
}
