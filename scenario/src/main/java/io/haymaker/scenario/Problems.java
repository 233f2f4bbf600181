package io.haymaker.scenario;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with one document, so that its author sees everything at once. */
final class Problems {

  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(int line, String message) {
    found.add(new Problem(file, line, message));
  }

  List<Problem> found() {
    return List.copyOf(found);
  }
}
