package io.haymaker.core.replica;

import io.haymaker.core.engine.InstanceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keeps two who want further containers of an image at the same time, in this process, from
 * counting the same container as theirs. That nothing is made twice rests on the names alone.
 */
final class SlotReservations {
  private static final int REMEMBERED = 4096;

  private final ReentrantLock lock = new ReentrantLock();
  private final ReplicaNames names;
  private final List<Reserved> released = new ArrayList<>();
  private final List<Reserved> held = new ArrayList<>();
  private long tick;

  SlotReservations(ReplicaNames names) {
    this.names = names;
  }

  /**
   * @param at when it was given back, in ticks; 0 while it is held
   */
  private record Reserved(String name, long at) {}

  /** A moment; to be taken before the look at the engine on which a choice is based. */
  long now() {
    lock.lock();
    try {
      return ++tick;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Chooses slots and has them held.
   *
   * @param lookedAt what was filled by others after that is not free, though the look did not show
   *     it
   * @param choice gets the slots that are not to be had
   */
  List<InstanceSpec> take(
      String image, long lookedAt, Function<Set<Integer>, List<InstanceSpec>> choice) {
    lock.lock();
    try {
      var all = new ArrayList<>(held);
      released.stream().filter(one -> one.at() > lookedAt).forEach(all::add);
      Set<Integer> taken =
          all.stream()
              .flatMapToInt(one -> names.slot(image, one.name()).stream())
              .boxed()
              .collect(Collectors.toSet());
      List<InstanceSpec> chosen = choice.apply(taken);
      chosen.forEach(spec -> held.add(new Reserved(spec.name(), 0)));
      return chosen;
    } finally {
      lock.unlock();
    }
  }

  void giveBack(List<InstanceSpec> specs) {
    lock.lock();
    try {
      tick++;
      for (InstanceSpec spec : specs) {
        held.remove(new Reserved(spec.name(), 0));
        released.add(new Reserved(spec.name(), tick));
      }
      if (released.size() > REMEMBERED) {
        released.subList(0, released.size() - REMEMBERED).clear();
      }
    } finally {
      lock.unlock();
    }
  }
}
