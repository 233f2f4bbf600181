package io.haymaker.agent.event;

import io.haymaker.agent.json.JsonWriter;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Delivers events in their order, from a thread of its own, trying until the bus takes them. Memory
 * is bounded: when the bus stays away, {@code operation} events are given up (and counted), so that
 * there is room for what was made and removed. Every event is also printed as one line, so that the
 * container's log has it even if the bus never comes back.
 */
public final class Outbox implements AutoCloseable {

  private static final int BATCH_EVENTS = 100;
  private static final int BATCH_CHARACTERS = 150_000;
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

  private final EventBus bus;
  private final int capacity;
  private final PrintStream log;
  private final Clock clock;
  private final Thread sender;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<AgentEvent> waiting = new ArrayDeque<>();
  private long lost;
  private boolean closed;

  /**
   * Starts the thread; {@link #close} ends it.
   *
   * @param capacity how many events are kept, at least 2; what must not be lost gets as much again
   * @param log gets every event as a line
   */
  public Outbox(EventBus bus, int capacity, PrintStream log, Clock clock) {
    this.bus = bus;
    this.capacity = capacity;
    this.log = log;
    this.clock = clock;
    this.sender = Thread.ofVirtual().name("outbox").start(this::deliver);
  }

  /** Hands an event over; it has not been sent on return. Never blocks on the network. */
  public void publish(AgentEvent event) {
    lock.lock();
    try {
      log.println(JsonWriter.write(event.json()));
      if (waiting.size() >= capacity && !makeRoom(event)) {
        lost++;
        return;
      }
      waiting.addLast(event);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many events were given up so far, for want of room or because the bus rejects them. */
  public long lost() {
    lock.lock();
    try {
      return lost;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until everything is delivered or the time is over.
   *
   * @return how many events are still waiting
   * @throws InterruptedException if interrupted
   */
  public int flush(Duration limit) throws InterruptedException {
    Instant end = clock.instant().plus(limit);
    lock.lockInterruptibly();
    try {
      while (!waiting.isEmpty()) {
        long left = Duration.between(clock.instant(), end).toNanos();
        if (left <= 0) {
          break;
        }
        long _ = changed.awaitNanos(left);
      }
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the thread; what is still waiting is not sent. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    sender.interrupt();
  }

  /** Makes room for what must not be lost; called with the lock held. */
  private boolean makeRoom(AgentEvent event) {
    if (event.isExpendable()) {
      return false;
    }
    // The first ones may be under way in a batch, which counts on finding them at the front.
    List<AgentEvent> all = new ArrayList<>(waiting);
    for (int i = all.size() - 1; i >= Math.min(BATCH_EVENTS, all.size()); i--) {
      if (all.get(i).isExpendable()) {
        boolean removed = waiting.remove(all.get(i));
        lost += removed ? 1 : 0;
        return removed;
      }
    }
    return waiting.size() < 2 * capacity;
  }

  private void deliver() {
    int failures = 0;
    boolean oneByOne = false;
    try {
      while (true) {
        List<AgentEvent> batch = nextBatch(oneByOne);
        if (batch.isEmpty()) {
          return;
        }
        switch (bus.send(batch)) {
          case EventBus.Sent.Taken taken -> {
            remove(batch.size());
            failures = 0;
            oneByOne = false;
          }
          case EventBus.Sent.Rejected rejected -> {
            // One bad message spoils a batch: find it by sending them singly.
            if (batch.size() == 1) {
              giveUp(batch.getFirst(), rejected.reason());
            }
            oneByOne = true;
          }
          case EventBus.Sent.Later later -> {
            if (failures == 0) {
              System.err.println("Events cannot be delivered at the moment: " + later.reason());
            }
            await(later.asked().orElse(backOff(failures)));
            failures++;
          }
        }
      }
    } catch (InterruptedException e) {
      // Closed while sending or waiting; nothing remains to be done.
    }
  }

  private List<AgentEvent> nextBatch(boolean single) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.await();
      }
      List<AgentEvent> batch = new ArrayList<>();
      if (closed) {
        return batch;
      }
      int characters = 0;
      for (AgentEvent event : waiting) {
        characters += JsonWriter.write(event.json()).length();
        boolean full = batch.size() == BATCH_EVENTS || characters > BATCH_CHARACTERS || single;
        if (full && !batch.isEmpty()) {
          break;
        }
        batch.add(event);
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void remove(int count) {
    lock.lock();
    try {
      for (int i = 0; i < count; i++) {
        waiting.removeFirst();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void giveUp(AgentEvent event, String reason) {
    System.err.println("Event " + event.id() + " is given up: " + reason);
    lock.lock();
    try {
      lost++;
    } finally {
      lock.unlock();
    }
    remove(1);
  }

  private void await(Duration time) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = time.toNanos();
      while (nanos > 0 && !closed) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  private static Duration backOff(int failures) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures, 8));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
