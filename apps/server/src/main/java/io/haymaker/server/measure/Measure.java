package io.haymaker.server.measure;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Numbers that a part of the server tells about itself under one name.
 *
 * @param name with dots, beginning with {@code haymaker}: {@code haymaker.runs}
 * @param what one line for people
 * @param kind whether they only go up
 * @param known the tags of what there always is, shown also before it was first asked for
 * @param readings asked every quarter of a minute; may look into the database, and may fail: what
 *     goes up and down is then NaN until it can be had again. Always with the same keys of tags
 */
public record Measure(
    String name,
    String what,
    Kind kind,
    List<Map<String, String>> known,
    Supplier<List<Reading>> readings) {
  public Measure {
    known = List.copyOf(known);
  }

  /** How a number moves. */
  public enum Kind {
    /** Up and down. */
    GAUGE,
    /** Up, from zero when the process begins. */
    COUNTER
  }

  /**
   * One number.
   *
   * @param tags what tells it from others of the same name
   */
  public record Reading(Map<String, String> tags, double value) {
    public Reading {
      tags = Map.copyOf(tags);
    }
  }

  /** One number that goes up and down and is always there. */
  public static Measure of(
      String name, String what, Map<String, String> tags, DoubleSupplier value) {
    return new Measure(
        name,
        what,
        Kind.GAUGE,
        List.of(tags),
        () -> List.of(new Reading(tags, value.getAsDouble())));
  }

  /** Numbers that go up and down, of which there are now more, now fewer. */
  public static Measure each(String name, String what, Supplier<List<Reading>> readings) {
    return new Measure(name, what, Kind.GAUGE, List.of(), readings);
  }

  /** Numbers that only go up. */
  public static Measure counted(String name, String what, Supplier<List<Reading>> readings) {
    return new Measure(name, what, Kind.COUNTER, List.of(), readings);
  }
}
