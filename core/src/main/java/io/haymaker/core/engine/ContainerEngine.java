package io.haymaker.core.engine;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The engine on which managed containers run. Safe for many threads. Every call ends within its
 * bound also when the engine hangs, as "could not look" or an outcome that is not done: within 2 s
 * where it only looks, and where an effect has not begun. An effect is {@code Busy} when the engine
 * could not be asked, and {@code Unknown} when its answer is lost: then look, or repeat it.
 *
 * <p>Containers that are not managed, and those of another installation, are never returned or
 * touched, whatever id or name is given: they are as if they were not there. Foreign ones are
 * returned, their logs can be read, and nothing changes them but {@link #adopt}.
 *
 * <p>Of a container that is not there: {@link #stop} and {@link #remove} are done ({@code
 * ALREADY_ABSENT}), every other call is refused with {@link #NOT_FOUND}.
 */
public interface ContainerEngine {

  /** The code of the refusal when the engine does not have the image, nor the registry. */
  String NO_IMAGE = "NoImage";

  /** The code of the refusal when something else holds a port. */
  String PORT_TAKEN = "PortTaken";

  /** The code of the refusal when a container that is not ours has the name. */
  String NAME_TAKEN = "NameTaken";

  /** The code of the refusal when no managed container is meant. */
  String NOT_FOUND = "NotFound";

  /** The code of the refusal when a foreign container would be changed. */
  String FOREIGN = "Foreign";

  /**
   * The code of the refusal when the engine cannot begin its program; said again it may be begun.
   */
  String CANNOT_START = "CannotStart";

  /** The code of the problem when the engine does not answer, or not in time. */
  String AWAY = "EngineAway";

  /** Whether it answers, and on what it runs. */
  Look<HostFacts> host();

  /** Every image that it has. */
  Listing<Image> images();

  /** One image, by a reference or its id. */
  Look<Image> image(String reference);

  /**
   * Fetches an image that it need not have; with one that it has nothing changes.
   *
   * @param progress hears of it now and then, in words, from one thread at a time
   * @return refused with {@link #NO_IMAGE} when the registry says no, knows no such image or cannot
   *     be reached, in its or the engine's words
   */
  Outcome<Image> pull(String reference, Consumer<String> progress);

  /**
   * Every managed container, foreign ones included. One that vanishes meanwhile is left out and
   * makes nothing fail.
   */
  Listing<Instance> instances();

  /**
   * One managed container.
   *
   * @param idOrName the whole id, a beginning of it that no other has, or the whole name
   */
  Look<Instance> instance(String idOrName);

  /**
   * Makes and starts a container, or finds the one of that name that an earlier call made, and
   * starts it if it never was; one that has run and ended is found as it is. On return it was
   * begun: it <em>may</em> have ended since. What a refused launch made is removed; after an
   * unknown one the same name finds what there is.
   *
   * @return refused with the code {@link #NO_IMAGE} when the engine does not have the image, {@link
   *     #PORT_TAKEN} when something else holds a port, {@link #NAME_TAKEN} when a container that is
   *     not ours, or not as strict, has the name, {@link #CANNOT_START} when its program cannot be
   *     begun
   */
  Outcome<Instance> launch(InstanceSpec spec);

  /**
   * Starts a container of ours that ended or never began; nothing changes when it runs.
   *
   * @return refused with {@link #PORT_TAKEN} or {@link #CANNOT_START}, and it stays as it was
   */
  Outcome<Instance> start(InstanceId id);

  /**
   * Ends a container of ours and waits for its end; done, it does not run.
   *
   * @param grace how long it has to end by itself before it is killed; the engine counts seconds
   * @return {@code ALREADY_ABSENT} when it did not run
   */
  Outcome<Removal> stop(InstanceId id, Duration grace);

  /** Removes a container of ours with all that was made for it, killing it where it runs. */
  Outcome<Removal> remove(InstanceId id);

  /**
   * Changes what a container of ours may use, without beginning it again; what is not given stays.
   *
   * @return what is in force now
   */
  Outcome<Limits> resize(InstanceId id, Limits limits);

  /**
   * Makes a foreign container ours. Docker cannot change labels, so it is made anew under the same
   * name, with the same settings under our bounds, and our labels, and the old one is removed: it
   * is interrupted. Safe to repeat; when it is refused the old one is as it was. With one that is
   * ours nothing changes.
   *
   * @return the new container
   */
  Outcome<Instance> adopt(InstanceId id);

  /** The last lines that it wrote. */
  Outcome<String> logs(InstanceId id, int tailLines);

  /**
   * Hands over the last lines that it wrote and then every further one, until it ends, the reading
   * is closed or the connection is lost.
   *
   * @param lines called by one thread at a time; what it throws ends the reading
   */
  Outcome<Reading> follow(InstanceId id, int tailLines, Consumer<String> lines);

  /**
   * What every running container of ours uses, each measured not longer ago than the age; one that
   * vanishes meanwhile, or that the engine cannot measure, is left out. A measurement takes Docker
   * one or two seconds for all of them, and ends within 15 s also when it hangs meanwhile.
   *
   * @param age zero or more; what several ask for at once is measured once
   */
  Listing<Usage> usage(Duration age);

  /**
   * Hands over what happened to managed containers since that time, as far as the engine remembers,
   * and then everything that happens, until the reading is closed or the connection is lost. Events
   * may come twice, and may be missing: Docker remembers the last 256 and forgets them when it is
   * started again, so who wants all compares them with {@link #instances}. An engine that hangs
   * cannot be told from one where nothing happens.
   *
   * @param events called by one thread at a time; what it throws ends the reading
   */
  Outcome<Reading> watch(Optional<Instant> since, Consumer<EngineEvent> events);

  /** Something that is read as it comes. */
  interface Reading extends AutoCloseable {
    /** Whether nothing more will come. */
    boolean isOver();

    /** Waits until nothing more will come. */
    void await() throws InterruptedException;

    /** Stops reading; a second time changes nothing. */
    @Override
    void close();
  }
}
