package io.haymaker.main.trial;

import io.haymaker.azure.instances.GroupWatch.SeenGroup;
import io.haymaker.core.runtime.ContainerState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A message of a trial and the containers that came of it. */
final class Followed {
  private static final String MESSAGE_ID = "message_id";
  private static final String SUBSCRIPTION = "subscription_name";
  private static final double EQUAL = 1e-6;

  private final TrialMessage message;
  private final double memoryGb;
  private final Consumer<String> news;

  /** Subscription by name of the container. */
  private final Map<String, String> containers = new TreeMap<>();

  private final Set<String> ended = new HashSet<>();
  private final Set<String> gone = new HashSet<>();
  private final Set<String> faults = new LinkedHashSet<>();

  /**
   * @param memoryGb what each of its containers has to ask for
   */
  Followed(TrialMessage message, double memoryGb, Consumer<String> news) {
    this.message = message;
    this.memoryGb = memoryGb;
    this.news = news;
  }

  /**
   * Takes a look into account.
   *
   * @param all every container that is there
   */
  void look(List<SeenGroup> all) {
    List<SeenGroup> mine =
        all.stream().filter(one -> message.id().equals(one.tags().get(MESSAGE_ID))).toList();
    mine.forEach(this::see);
    Set<String> there = mine.stream().map(SeenGroup::name).collect(Collectors.toSet());
    for (String name : containers.keySet()) {
      if (!there.contains(name) && gone.add(name)) {
        tell("container %s has been deleted".formatted(name));
      }
    }
    Set<String> busy = new HashSet<>();
    for (SeenGroup one : mine) {
      if (!one.state().isTerminal() && !busy.add(subscription(one))) {
        faults.add("two containers at once in " + subscription(one));
      }
    }
  }

  private void see(SeenGroup one) {
    if (containers.put(one.name(), subscription(one)) == null) {
      tell(
          "container %s in %s with %s GB".formatted(one.name(), subscription(one), one.memoryGb()));
      if (Math.abs(one.memoryGb() - memoryGb) > EQUAL) {
        faults.add(
            "container %s has %s GB, not %s".formatted(one.name(), one.memoryGb(), memoryGb));
      }
      if (!message.expected().isEmpty() && !message.expected().contains(subscription(one))) {
        faults.add("container %s is for %s".formatted(one.name(), subscription(one)));
      }
    }
    if (one.state().isTerminal() && ended.add(one.name())) {
      tell("container %s has ended".formatted(one.name()));
      if (one.state() instanceof ContainerState.Failed(String reason)) {
        faults.add("container %s: %s".formatted(one.name(), reason));
      }
    }
  }

  private static String subscription(SeenGroup one) {
    return one.tags().getOrDefault(SUBSCRIPTION, "");
  }

  private void tell(String what) {
    news.accept("%s (%s MB): %s".formatted(message.id(), message.file().megabytes(), what));
  }

  /** Whether it has had all its containers, and they have gone. */
  boolean isOver() {
    return missing().isEmpty() && gone.containsAll(containers.keySet());
  }

  private Set<String> missing() {
    if (message.expected().isEmpty()) {
      return containers.isEmpty() ? Set.of("any subscription") : Set.of();
    }
    var missing = new TreeSet<>(message.expected());
    missing.removeAll(containers.values());
    return missing;
  }

  /** What is wrong with it, as far as has been seen. */
  List<String> faults() {
    var all = new ArrayList<>(faults);
    missing().forEach(where -> all.add("no container for it in " + where));
    containers.keySet().stream()
        .filter(name -> !gone.contains(name))
        .forEach(
            name ->
                all.add(
                    "container %s has %s"
                        .formatted(name, ended.contains(name) ? "not been deleted" : "not ended")));
    return all.stream().map(fault -> message.id() + ": " + fault).toList();
  }
}
