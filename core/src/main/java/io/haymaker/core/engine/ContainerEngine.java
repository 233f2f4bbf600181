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
 * bound also when the engine hangs, as "could not look" or an outcome that is not done.
 *
 * <p>Containers that are not managed are never returned or touched, whatever id or name is given;
 * foreign ones are returned and never changed but by {@link #adopt}.
 */
public interface ContainerEngine {

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
   * @return refused when the registry says no or knows no such image
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
   * starts it if it never was. What a failed launch made is removed.
   *
   * @return refused with the code {@link #NO_IMAGE} when the engine does not have the image, {@link
   *     #PORT_TAKEN} when something else holds a port, {@link #NAME_TAKEN} when a container that is
   *     not ours has the name
   */
  Outcome<Instance> launch(InstanceSpec spec);

  /** The code of the refusal when the engine does not have the image. */
  String NO_IMAGE = "NoImage";

  /** The code of the refusal when something else holds a port. */
  String PORT_TAKEN = "PortTaken";

  /** The code of the refusal when a container of somebody else has the name. */
  String NAME_TAKEN = "NameTaken";

  /** Starts a container of ours that ended or never began; nothing changes when it runs. */
  Outcome<Instance> start(InstanceId id);

  /**
   * Ends a container of ours and waits for its end; on return it does not run.
   *
   * @param grace how long it has to end by itself before it is killed
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
   * name, with the same settings and our labels, and the old one is removed: it is interrupted.
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
   * vanishes meanwhile is left out.
   */
  Listing<Usage> usage(Duration age);

  /**
   * Hands over what happened to managed containers since that time, as far as the engine remembers,
   * and then everything that happens, until the reading is closed or the connection is lost. Events
   * may come twice.
   *
   * @param events called by one thread at a time
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
