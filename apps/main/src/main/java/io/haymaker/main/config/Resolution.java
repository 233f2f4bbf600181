package io.haymaker.main.config;

import java.util.List;

/**
 * What all sources together say.
 *
 * @param problems none when the values can be used
 * @param notes what people should know all the same
 * @param hasCloud whether a cloud is named, or must be
 */
record Resolution(Values values, List<Problem> problems, List<String> notes, boolean hasCloud) {
  Resolution {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }
}
