package io.haymaker.core.replica;

import io.haymaker.core.engine.ContainerEngine.Reading;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.Limits;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where people ask for containers. What they want is recorded before it is done, so that it comes
 * about also when this process or the engine fails in between; the reconciler keeps to it.
 *
 * <p>Ids may be given as a beginning that no other has. A container that is not ours is not there,
 * except that an older manager's is shown. Every call waits for the engine, and ends also when it
 * hangs, with {@link Reply.Away}. Throws when the database is lost.
 */
public final class ContainerService {
  /** The code of the conflict when a container runs that would have to stand still. */
  public static final String RUNNING = "StillRunning";

  /** The code of the absence of an image of which nothing is wanted and nothing there. */
  public static final String UNKNOWN_IMAGE = "UnknownImage";

  private final ContainerReader reader;
  private final RequestReader requests;
  private final Starter starter;
  private final Stopper stopper;
  private final Resizer resizer;
  private final Adopter adopter;
  private final ReplicaWorld world;

  ContainerService(ReplicaBooks books, ReplicaWorld world, ImageSupply supply, ReplicaNames names) {
    var host = new HostMemory(world.engine(), world.clock());
    this.world = world;
    this.reader = new ContainerReader(books, world);
    this.requests = new RequestReader(host::facts);
    this.starter = new Starter(books, world, supply, requests, names);
    this.stopper = new Stopper(books, world, reader);
    this.resizer = new Resizer(books, world, reader);
    this.adopter = new Adopter(books, world, reader);
  }

  /**
   * Has at least so many containers of an image run, now and from now on. Safe to repeat: what runs
   * counts. Waits for the start-up grace when containers were begun, unless others of the same
   * image, limits, environment and ports, as strict as these, lived through theirs within the last
   * ten minutes and none of the image has died since: then it says what runs, and a later death is
   * told by the journal. Pulls the image where the engine lacks it, which may take minutes. When
   * none can be begun nothing new is wanted. All containers of an image that run are strict, or
   * none is: asking for the other kind is a conflict.
   */
  public Reply<Started> start(StartRequest request) {
    return starter.start(request);
  }

  /** Has so many more containers of an image run. Repeating it starts as many again. */
  public Reply<Started> startMore(MoreRequest request) {
    return starter.startMore(request);
  }

  /**
   * Stops a container for good; one fewer is wanted. Safe to repeat.
   *
   * @return the container as it was before
   */
  public Reply<Instance> stop(String image, String instance) {
    return stopper.stop(image, instance);
  }

  /** Removes a container; one fewer is wanted. A running one only with force. */
  public Reply<Removed> delete(String idOrName, boolean force) {
    return stopper.delete(idOrName, force);
  }

  /** The same for one of that image. */
  public Reply<Removed> delete(String image, String instance, boolean force) {
    return stopper.delete(image, instance, force);
  }

  /**
   * Changes what every container of an image may use, without beginning any again.
   *
   * @return the limits that are in force now; a conflict when a running container cannot be brought
   *     to them, such as one that uses more memory: they hold for further ones then
   */
  public Reply<Limits> resize(String image, LimitTexts limits) {
    return requests
        .image(image)
        .then(_ -> requests.limits(limits))
        .then(read -> resizer.resize(image, read));
  }

  /** Makes an older manager's container ours; it is interrupted. Ours already: nothing changes. */
  public Reply<Instance> adopt(String idOrName) {
    return adopter.adopt(idOrName);
  }

  /** Every image of which containers are wanted or there are, in the order of their names. */
  public Reply<List<ImageView>> images() {
    return reader.images();
  }

  /** Every managed container, foreign ones included, oldest first. */
  public Reply<List<InstanceView>> containers() {
    return reader.all();
  }

  /** Every managed container of an image, foreign ones included, oldest first. */
  public Reply<List<InstanceView>> instances(String image) {
    return reader.of(image);
  }

  /** One managed container, foreign ones included. */
  public Reply<InstanceView> instance(String idOrName) {
    return reader.one(idOrName);
  }

  /** The last lines that a container of ours wrote. */
  public Reply<String> logs(String idOrName, int tailLines) {
    return reader
        .ours(idOrName)
        .then(instance -> Reply.of(world.engine().logs(instance.id(), tailLines)));
  }

  /**
   * Hands over the last lines that a container of ours wrote, and every further one until it ends
   * or the reading is closed.
   */
  public Reply<Reading> follow(String idOrName, int tailLines, Consumer<String> lines) {
    return reader
        .ours(idOrName)
        .then(instance -> Reply.of(world.engine().follow(instance.id(), tailLines, lines)));
  }
}
