package io.haymaker.emulator.graph;

import java.util.Locale;
import java.util.Optional;

/** The kinds of directory object that this directory holds. */
enum ObjectKind {
  APPLICATION("application", "applications"),
  SERVICE_PRINCIPAL("servicePrincipal", "servicePrincipals");

  private final String typeName;
  private final String collection;

  ObjectKind(String typeName, String collection) {
    this.typeName = typeName;
    this.collection = collection;
  }

  /** The name of the store's kind that holds such objects, the deleted ones too. */
  String storeKind() {
    return "graph." + typeName;
  }

  String typeName() {
    return typeName;
  }

  /** The name of its collection in a path. */
  String collection() {
    return collection;
  }

  String odataType() {
    return "#microsoft.graph." + typeName;
  }

  static Optional<ObjectKind> ofCollection(String segment) {
    for (ObjectKind kind : values()) {
      if (kind.collection.equalsIgnoreCase(segment)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** The kind that {@code microsoft.graph.application} or {@code application} names. */
  static Optional<ObjectKind> ofTypeName(String name) {
    String bare =
        name.toLowerCase(Locale.ROOT).startsWith("microsoft.graph.") ? name.substring(16) : name;
    for (ObjectKind kind : values()) {
      if (kind.typeName.equalsIgnoreCase(bare)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
