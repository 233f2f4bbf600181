package io.haymaker.core.replica;

import io.haymaker.core.engine.InstanceId;
import java.util.List;
import java.util.Optional;

/** What is wanted of containers, and what is remembered of them. Joins the caller's transaction. */
public interface ReplicaStore {

  /**
   * Waits until nobody else decides about containers, and keeps everybody else waiting until the
   * present transaction ends. What is read after it stays true until then.
   *
   * @throws IllegalStateException outside a transaction, where it would end at once
   */
  void lock();

  /** All images that anything is recorded of, in the order of their names. */
  List<DesiredImage> images();

  Optional<DesiredImage> image(String image);

  /** Writes it over what is recorded of the image; only after {@link #lock}. */
  void put(DesiredImage image);

  /** Has nothing recorded of the image; only after {@link #lock}. */
  void forget(String image);

  /** What is wanted of single containers. */
  List<Intent> intents();

  /** Writes it over what is wanted of the container; only after {@link #lock}. */
  void put(Intent intent);

  /** Nothing is wanted of it any more; nothing changes when that is so already. */
  void drop(InstanceId id);

  /** What is remembered of failures. */
  List<Setback> setbacks();

  /** Writes it over what is remembered of the image; only after {@link #lock}. */
  void put(Setback setback);

  /** Nothing is remembered of the image any more; nothing changes when that is so already. */
  void forgive(String image);
}
