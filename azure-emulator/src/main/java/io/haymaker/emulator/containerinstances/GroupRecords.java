package io.haymaker.emulator.containerinstances;

import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.store.DocumentStore;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What became of all groups, until they are deleted. */
final class GroupRecords {

  private static final String KIND = "containerinstances.group";

  private final DocumentStore store;

  GroupRecords(DocumentStore store) {
    this.store = store;
  }

  Optional<GroupRecord> find(ResourceId group) {
    return store.get(KIND, group.key()).map(GroupRecord::parse);
  }

  List<GroupRecord> all() {
    return store.list(KIND).stream().map(entry -> GroupRecord.parse(entry.document())).toList();
  }

  void put(GroupRecord record) {
    store.put(KIND, record.group().key(), record.toJson());
  }

  /** Changes a container of the group as it was begun then; false if it was begun anew since. */
  boolean change(
      ResourceId group, int generation, String container, UnaryOperator<ContainerRecord> change) {
    return store.atomically(
        () -> {
          Optional<GroupRecord> changed =
              find(group)
                  .filter(record -> record.generation() == generation)
                  .map(record -> record.with(container, change));
          changed.ifPresent(this::put);
          return changed.isPresent();
        });
  }

  void forget(ResourceId group) {
    store.delete(KIND, group.key());
  }
}
