package io.haymaker.server.measure;

import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * A number that a part of the server tells about itself; it goes up and down.
 *
 * @param name with dots, beginning with {@code haymaker}: {@code haymaker.runs}
 * @param what one line for people
 * @param tags what tells it from others of the same name
 * @param value asked every quarter of a minute; may look into the database, and may fail: the
 *     metric is then NaN until it can be had again
 */
public record Measure(String name, String what, Map<String, String> tags, DoubleSupplier value) {
  public Measure {
    tags = Map.copyOf(tags);
  }
}
