package io.haymaker.main;

import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;

/** Counts Ctrl-C and SIGTERM instead of dying of them. */
public final class Interrupts {
  private final AtomicInteger count = new AtomicInteger();

  private Interrupts() {}

  /** From now on signals are counted. */
  public static Interrupts counted() {
    var interrupts = new Interrupts();
    Signals.register("INT", interrupts.count::incrementAndGet);
    Signals.register("TERM", interrupts.count::incrementAndGet);
    return interrupts;
  }

  public int count() {
    return count.get();
  }
}
