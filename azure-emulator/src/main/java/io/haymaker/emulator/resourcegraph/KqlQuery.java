package io.haymaker.emulator.resourcegraph;

import java.util.List;

/** A parsed query: where rows come from and what happens to them, in order. */
record KqlQuery(Table table, List<KqlStage> stages) {

  KqlQuery {
    stages = List.copyOf(stages);
  }

  enum Table {
    RESOURCES("Resources"),
    RESOURCE_CONTAINERS("ResourceContainers");

    private final String word;

    Table(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }
}
