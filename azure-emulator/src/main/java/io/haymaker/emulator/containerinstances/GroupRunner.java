package io.haymaker.emulator.containerinstances;

import io.haymaker.emulator.Part;
import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.process.Child;
import io.haymaker.emulator.process.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what runs of groups what their records say. Starting it ends what an earlier emulator left,
 * and begins anew what lived then, as Azure does when a host is lost; closing it ends all.
 */
final class GroupRunner implements Part {

  private static final Logger LOG = LoggerFactory.getLogger(GroupRunner.class);
  private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(5);

  private final Cloud cloud;
  private final Images images;
  private final ResourceBook resources;
  private final GroupRecords records;
  private final GroupSecrets secrets;
  // Both are guarded by this.
  private final Map<String, List<ContainerLoop>> running = new HashMap<>();
  private final Map<Path, ContainerLog> logs = new HashMap<>();

  GroupRunner(
      Cloud cloud,
      Images images,
      ResourceBook resources,
      GroupRecords records,
      GroupSecrets secrets) {
    this.cloud = cloud;
    this.images = images;
    this.resources = resources;
    this.records = records;
    this.secrets = secrets;
  }

  @Override
  public void start() throws IOException {
    try {
      for (GroupRecord left : records.all()) {
        settle(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while ending processes that an earlier emulator left", e);
    }
  }

  private void settle(GroupRecord left) throws InterruptedException {
    for (ContainerRecord one : left.containers()) {
      if (one.process().isPresent() && !Child.endOrphan(one.process().get(), ORPHAN_PATIENCE)) {
        LOG.warn("a process of an earlier emulator does not end: {}", one.process().get().pid());
      }
    }
    Optional<GroupSpec> spec = spec(left.group());
    if (spec.isEmpty()) {
      records.forget(left.group());
      secrets.forget(left.group());
      Folders.remove(folder(left.group()));
    } else if (!left.isOver()) {
      GroupRecord anew =
          GroupRecord.begun(
              left.group(),
              left.generation() + 1,
              cloud.clock().instant(),
              Duration.ZERO,
              spec.get().containers());
      records.put(left.stopped() ? anew.asStopped() : anew);
      follow(left.group());
    }
  }

  private Optional<GroupSpec> spec(ResourceId group) {
    return resources
        .find(group)
        .filter(resource -> resource.goneAt().isEmpty())
        .map(ArmResource::properties)
        .map(GroupSpec::of);
  }

  /** Begins and ends what the record says, once it is durable. */
  synchronized void follow(ResourceId group) {
    Optional<GroupRecord> record = records.find(group);
    Optional<GroupSpec> spec = spec(group);
    List<ContainerLoop> before = running.getOrDefault(group.key(), List.of());
    if (record.isEmpty() || spec.isEmpty()) {
      return;
    }
    boolean current =
        !before.isEmpty() && before.getFirst().plan().generation() == record.get().generation();
    if (record.get().stopped() || !current) {
      before.forEach(ContainerLoop::stop);
    }
    if (!record.get().stopped() && !record.get().isOver() && !current) {
      begin(record.get(), spec.get(), before);
    }
  }

  private void begin(GroupRecord record, GroupSpec spec, List<ContainerLoop> before) {
    List<ContainerLoop> loops = new ArrayList<>();
    for (Demand container : spec.containers()) {
      loops.add(new ContainerLoop(plan(record, spec, container), records, cloud.clock()));
    }
    running.put(record.group().key(), List.copyOf(loops));
    loops.forEach(loop -> loop.begin(before, () -> ended(loop)));
  }

  private ContainerLoop.Plan plan(GroupRecord record, GroupSpec spec, Demand container) {
    ResourceId group = record.group();
    return new ContainerLoop.Plan(
        group,
        record.generation(),
        record.beginsAt(),
        container.name(),
        images.command(container.image()).orElse(List.of()),
        () -> secrets.variables(group, container),
        spec.restart(),
        folder(group).resolve(container.name()),
        log(group, container.name()));
  }

  private synchronized void ended(ContainerLoop loop) {
    String key = loop.plan().group().key();
    List<ContainerLoop> left = new ArrayList<>(running.getOrDefault(key, List.of()));
    if (left.remove(loop)) {
      if (left.isEmpty()) {
        running.remove(key);
      } else {
        running.put(key, List.copyOf(left));
      }
    }
  }

  /** A group that is deleted: its containers are ended at once, and their logs go with them. */
  void forget(ResourceId group) {
    records.forget(group);
    secrets.forget(group);
    List<ContainerLoop> loops;
    synchronized (this) {
      loops = running.getOrDefault(group.key(), List.of());
      logs.keySet().removeIf(file -> file.startsWith(folder(group)));
    }
    loops.forEach(ContainerLoop::kill);
    try {
      for (ContainerLoop loop : loops) {
        loop.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Folders.remove(folder(group));
  }

  /** The end of what a container has written. */
  String output(GroupRecord group, ContainerRecord container, OptionalInt tail, boolean timestamps)
      throws IOException {
    boolean ended = !container.is(Life.Status.RUNNING);
    return log(group.group(), container.name()).read(ended, tail, timestamps);
  }

  @Override
  public void close() {
    List<ContainerLoop> all;
    synchronized (this) {
      all = running.values().stream().flatMap(List::stream).toList();
    }
    all.forEach(ContainerLoop::abandon);
    try {
      for (ContainerLoop one : all) {
        one.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized ContainerLog log(ResourceId group, String container) {
    return logs.computeIfAbsent(
        folder(group).resolve(container + ".log"), file -> new ContainerLog(file, cloud.clock()));
  }

  /** Named by a hash: a group's name may hold what a path must not. */
  private Path folder(ResourceId group) {
    UUID hash = UUID.nameUUIDFromBytes(group.key().getBytes(StandardCharsets.UTF_8));
    return cloud.folder().path().resolve("containergroups").resolve(hash.toString());
  }
}
