package io.haymaker.emulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small table of method and path template to handler, tried in the order of its rows. */
public final class Routes {
  /**
   * Handles a request whose path fitted; {@code holes} holds the values of the template's holes.
   */
  @FunctionalInterface
  public interface Handler {
    Response handle(Request request, Map<String, String> holes);
  }

  private record Row(String method, PathTemplate path, Handler handler) {}

  private final List<Row> rows = new ArrayList<>();

  /** Adds a row; returns this table. To be called while a service is built, not later. */
  public Routes on(String method, String template, Handler handler) {
    rows.add(new Row(method, PathTemplate.of(template), handler));
    return this;
  }

  /**
   * Answers by the first row that fits.
   *
   * @return empty if no path fits
   * @throws Refused (405) if a path fits but none with this method
   */
  public Optional<Response> handle(Request request) {
    boolean pathKnown = false;
    for (Row row : rows) {
      Optional<Map<String, String>> holes = row.path().match(request.segments());
      if (holes.isPresent()) {
        pathKnown = true;
        if (row.method().equals(request.method())) {
          return Optional.of(row.handler().handle(request, holes.get()));
        }
      }
    }
    if (pathKnown) {
      throw new Refused(
          405,
          "MethodNotAllowed",
          "The emulator does not answer " + request.method() + " " + request.path() + ".");
    }
    return Optional.empty();
  }
}
