package io.haymaker.emulator.arm;

import java.util.List;

/** The registered providers by namespace. */
final class Providers {
  private final List<ResourceProvider> all;

  Providers(List<ResourceProvider> all) {
    this.all = List.copyOf(all);
  }

  List<ResourceProvider> of(String namespace) {
    return all.stream().filter(p -> p.namespace().equalsIgnoreCase(namespace)).toList();
  }
}
