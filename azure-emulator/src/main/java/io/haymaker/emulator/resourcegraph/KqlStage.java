package io.haymaker.emulator.resourcegraph;

import java.util.List;

/** One step of a query, between two bars. */
sealed interface KqlStage {

  record Where(KqlExpression condition) implements KqlStage {}

  /** Keeps only the given columns. */
  record Project(List<Named> columns) implements KqlStage {
    public Project {
      columns = List.copyOf(columns);
    }
  }

  /** Adds columns, or replaces those of the same name. */
  record Extend(List<Named> columns) implements KqlStage {
    public Extend {
      columns = List.copyOf(columns);
    }
  }

  record OrderBy(List<Key> keys) implements KqlStage {
    public OrderBy {
      keys = List.copyOf(keys);
    }
  }

  record Take(int rows) implements KqlStage {}

  /** {@code summarize count() by ...}; without groups there is one row, even over nothing. */
  record CountBy(String countName, List<Named> groups) implements KqlStage {
    public CountBy {
      groups = List.copyOf(groups);
    }
  }

  record Count() implements KqlStage {}

  record Named(String name, KqlExpression expression) {}

  record Key(KqlExpression expression, boolean ascending) {}
}
