package io.haymaker.emulator.cloud;

import io.haymaker.emulator.store.DocumentStore;
import tools.jackson.databind.node.ObjectNode;

/** The settings in force. Ask anew for every decision: they change while the cloud runs. */
public final class SettingsBook {
  private static final String KIND = "settings";
  private static final String KEY = "settings";

  private final DocumentStore store;
  private volatile Settings current;

  /** The settings that the store holds, or these if it holds none. */
  public SettingsBook(DocumentStore store, Settings ifNone) {
    this.store = store;
    this.current = store.get(KIND, KEY).map(ifNone::with).orElse(ifNone);
  }

  /** The settings now. */
  public Settings now() {
    return current;
  }

  /**
   * Changes some of them, durably.
   *
   * @throws IllegalArgumentException if a member is unknown or wrong; nothing has changed then
   */
  public Settings change(ObjectNode changes) {
    return store.atomically(
        () -> {
          Settings changed = current.with(changes);
          store.put(KIND, KEY, changed.toJson());
          current = changed;
          return changed;
        });
  }
}
