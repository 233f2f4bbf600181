package io.haymaker.core.scaler;

import io.haymaker.core.chore.ChoreQueue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.runtime.ContainerView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where people look at scalers and say what they want of them. Looking changes nothing. A name that
 * is no scaler's is answered with nothing.
 */
public final class ScalerDesk implements PassListener {
  private final Map<ScalerName, ScalerWorld> worlds = new LinkedHashMap<>();
  private final Map<ScalerName, PassReport> last = new ConcurrentHashMap<>();
  private final Map<ScalerName, PlatformRoom> rooms = new ConcurrentHashMap<>();
  private final ChoreQueue chores;

  /**
   * @param worlds those of all scalers, in the order in which they are shown
   */
  public ScalerDesk(List<ScalerWorld> worlds, ChoreQueue chores) {
    worlds.forEach(world -> this.worlds.put(world.scaler().name(), world));
    this.chores = chores;
  }

  @Override
  public void passed(ScalerName scaler, PassReport report) {
    last.put(scaler, report);
  }

  /** From now on people are told this of a scaler's room. */
  public void roomIs(ScalerName scaler, PlatformRoom room) {
    rooms.put(scaler, room);
  }

  /** How all are doing. Asks the database alone. */
  public List<ScalerOverview> overviews() {
    return worlds.values().stream().map(this::overview).toList();
  }

  /** How one is doing. Asks the database alone. */
  public Optional<ScalerOverview> overview(ScalerName name) {
    return Optional.ofNullable(worlds.get(name)).map(this::overview);
  }

  private ScalerOverview overview(ScalerWorld world) {
    ScalerName name = world.scaler().name();
    ClaimStore.Memory memory = world.claims().memory(name);
    return new ScalerOverview(
        name,
        memory.paused(),
        memory.hold().filter(hold -> hold.until().isAfter(world.clock().instant())),
        world.scaler().capacity(),
        world.claims().live(name).size(),
        Optional.ofNullable(rooms.get(name)),
        Optional.ofNullable(last.get(name)).map(ScalerOverview.LastPass::of));
  }

  /**
   * Looks at a scaler's messages and containers now.
   *
   * @param most of how many messages that have no container it tells, 0 or more
   */
  public Optional<ScalerPreview> messages(ScalerName name, int most) {
    return Optional.ofNullable(worlds.get(name)).map(world -> ScalerPreview.of(world, most));
  }

  /**
   * Looks at a scaler's containers now.
   *
   * @param mostEnded of how many that have ended it tells
   */
  public Optional<ScalerFleet> containers(ScalerName name, int mostEnded) {
    return Optional.ofNullable(worlds.get(name)).map(world -> containers(world, mostEnded));
  }

  private static ScalerFleet containers(ScalerWorld world, int mostEnded) {
    var members = new ArrayList<ScalerFleet.Member>();
    var problems = new ArrayList<Problem>();
    Listing<ContainerView> listed = world.containers();
    var fleet = new Fleet(listed.items(problems::add), world.claims().live(world.scaler().name()));
    fleet
        .listed()
        .forEach(
            view ->
                members.add(
                    new ScalerFleet.Member(
                        view.handle().name(),
                        fleet.claimOf(view),
                        Optional.of(view.state()),
                        view.labels())));
    fleet
        .missing()
        .forEach(
            claim ->
                members.add(
                    new ScalerFleet.Member(
                        claim.container(), Optional.of(claim), Optional.empty(), Map.of())));
    return new ScalerFleet(
        members,
        world.claims().ended(world.scaler().name(), mostEnded),
        problems.stream().findFirst());
  }

  /** From now on it starts nothing; what runs goes on, and what ends is cleared away. */
  public Optional<ScalerOverview> pause(ScalerName name) {
    return paused(name, true);
  }

  /** Lets it start containers again, at once. */
  public Optional<ScalerOverview> resume(ScalerName name) {
    Optional<ScalerOverview> resumed = paused(name, false);
    run(name);
    return resumed;
  }

  private Optional<ScalerOverview> paused(ScalerName name, boolean paused) {
    if (worlds.containsKey(name)) {
      worlds.get(name).claims().pause(name, paused);
    }
    return overview(name);
  }

  /** Asks for a pass now, by whoever keeps this scaler; on return it has not begun. */
  public Optional<ScalerOverview> run(ScalerName name) {
    Optional<ScalerWorld> world = Optional.ofNullable(worlds.get(name));
    world.ifPresent(one -> chores.wake(ScalerChore.nameOf(name), one.clock().instant()));
    return world.map(this::overview);
  }
}
