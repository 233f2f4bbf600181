package io.haymaker.azure.instances;

import com.azure.resourcemanager.containerinstance.fluent.ContainerInstanceManagementClient;
import com.azure.resourcemanager.containerinstance.fluent.models.ContainerGroupInner;
import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.identity.SecretReader;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.runtime.Capabilities;
import io.haymaker.core.runtime.Capabilities.Feature;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerStats;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.LaunchSpec.SecretSource;
import io.haymaker.core.runtime.Restart;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Containers as container groups, all in one group of resources. Launching is one PUT of a name
 * that is not there; a group that is there is found, never written again, because a PUT of one that
 * has ended would run it once more. Secrets are read from the vault at the launch and handed over
 * as secure values, which the service shows to nobody.
 *
 * <p>Logs are at most 4 MB while a container runs, 1,000 lines or 16 KB when it has ended, and none
 * when it is destroyed: read them before (design/azure-facts.md 2).
 */
public final class ContainerInstancesRuntime implements ContainerRuntime {

  private static final int NAME_LIMIT = 63;
  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:-?[a-z0-9])*");
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** Reads of single groups under way at once while all are listed. */
  private static final int READS_AT_ONCE = 8;

  private final ContainerGroups groups;
  private final GroupDefinition definition;
  private final ContainerInstancesSettings settings;
  private final ResourceDeleter deleter;
  private final SecretReader vault;
  private final InstallationId installation;
  private final Clock clock;
  private final Pauser pauser;

  /**
   * @param vault reads the secrets of what is launched
   * @param installation whose containers are launched, shown and touched
   */
  public ContainerInstancesRuntime(
      ContainerInstanceManagementClient client,
      ResourceDeleter deleter,
      SecretReader vault,
      ContainerInstancesSettings settings,
      InstallationId installation,
      Clock clock,
      Pauser pauser) {
    this.groups = new ContainerGroups(client, settings);
    this.definition = new GroupDefinition(settings);
    this.settings = settings;
    this.deleter = deleter;
    this.vault = vault;
    this.installation = installation;
    this.clock = clock;
    this.pauser = pauser;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        ContainerInstancesSettings.RUNTIME,
        NAME_LIMIT,
        ContainerInstancesSettings.SMALLEST,
        settings.largest(),
        Set.of(Restart.NEVER),
        Set.of(Feature.VAULT_SECRETS, Feature.LOGS, Feature.HISTORY));
  }

  @Override
  public Outcome<ContainerHandle> launch(LaunchSpec spec) {
    return unlessRefused(
        spec,
        handle ->
            switch (groups.find(handle)) {
              case Look.Absent<ContainerGroupInner> _ -> created(handle, spec);
              case Look.Found<ContainerGroupInner>(ContainerGroupInner group) ->
                  isOurs(group) ? Outcome.done(handle) : notOurs(handle);
              // Nothing was changed yet.
              case Look.CouldNotLook<ContainerGroupInner>(Problem problem) ->
                  new Outcome.Busy<>(problem, Optional.empty());
            });
  }

  /** Looks only after an answer that does not say whether something was made. */
  @Override
  public Outcome<ContainerHandle> launchNew(LaunchSpec spec) {
    return unlessRefused(
        spec,
        handle -> {
          Outcome<ContainerHandle> created = created(handle, spec);
          return created instanceof Outcome.Busy<ContainerHandle>
                  && inspect(handle) instanceof Look.Found<ContainerView>
              ? Outcome.done(handle)
              : created;
        });
  }

  private Outcome<ContainerHandle> unlessRefused(
      LaunchSpec spec, Function<ContainerHandle, Outcome<ContainerHandle>> launch) {
    return objection(spec)
        .<Outcome<ContainerHandle>>map(Outcome.Refused::new)
        .orElseGet(() -> launch.apply(groups.handle(spec.name())));
  }

  private Outcome<ContainerHandle> created(ContainerHandle handle, LaunchSpec spec) {
    return secrets(spec)
        .then(values -> groups.create(handle, definition.of(spec, values, clock.instant())));
  }

  private Optional<Problem> objection(LaunchSpec spec) {
    if (!OwnerTags.carry(spec.labels(), installation)) {
      return Optional.of(new Problem("NotOurs", "the labels do not carry our installation"));
    }
    String name = spec.name().value();
    if (name.length() > NAME_LIMIT || !NAME.matcher(name).matches()) {
      return Optional.of(
          new Problem(
              "InvalidName",
              "'%s': a name has 1 to 63 lower-case letters, digits and single hyphens between them"
                  .formatted(name)));
    }
    return capabilities().objection(spec);
  }

  private Outcome<Map<String, SecretValue>> secrets(LaunchSpec spec) {
    var values = new HashMap<String, SecretValue>();
    for (Map.Entry<String, SecretSource> secret : spec.secrets().entrySet()) {
      switch (vault.read(secret.getValue().url())) {
        case Look.Found<SecretValue>(SecretValue value) -> values.put(secret.getKey(), value);
        case Look.Absent<SecretValue> _ -> {
          return Outcome.refused(
              "SecretMissing", "the vault has no secret for " + secret.getValue().name());
        }
        case Look.CouldNotLook<SecretValue>(Problem problem) -> {
          return new Outcome.Busy<>(problem, Optional.empty());
        }
      }
    }
    return Outcome.done(values);
  }

  @Override
  public Look<ContainerView> inspect(ContainerHandle handle) {
    return groups
        .find(handle)
        .then(group -> isOurs(group) ? Look.found(view(handle, group)) : Look.absent());
  }

  @Override
  public Look<ContainerView> find(ContainerName name) {
    return inspect(groups.handle(name));
  }

  private ContainerView view(ContainerHandle handle, ContainerGroupInner group) {
    return new ContainerView(
        handle, tags(group), GroupState.of(group, clock.instant()), GroupState.facts(group));
  }

  @Override
  public Outcome<Removal> stop(ContainerHandle handle) {
    return onOurs(
        handle,
        group ->
            GroupState.of(group, clock.instant()).isTerminal()
                ? Outcome.done(Removal.ALREADY_ABSENT)
                : groups.stop(handle));
  }

  @Override
  public Outcome<Removal> destroy(ContainerHandle handle, Duration followFor) {
    Instant deadline = clock.instant().plus(followFor);
    return onOurs(
        handle,
        _ ->
            deleter
                .delete(ResourceId.of(handle.nativeId()), followFor)
                .then(_ -> gone(handle, deadline)));
  }

  /** Looks until it is not there: that the deletion was taken proves nothing. */
  private Outcome<Removal> gone(ContainerHandle handle, Instant deadline) {
    while (true) {
      Look<ContainerGroupInner> look = groups.find(handle);
      if (look instanceof Look.Absent<ContainerGroupInner>) {
        return Outcome.done(Removal.REMOVED);
      }
      if (!clock.instant().plus(BETWEEN_LOOKS).isBefore(deadline)) {
        return look instanceof Look.CouldNotLook<ContainerGroupInner>(Problem problem)
            ? new Outcome.Unknown<>(problem)
            : Outcome.unknown(ResourceDeleter.STILL_RUNNING, "deleted, and still shown");
      }
      try {
        pauser.pause(BETWEEN_LOOKS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return Outcome.unknown("Interrupted", "no longer looked after");
      }
    }
  }

  /** No list shows states, so each group is read by itself, some at a time. */
  @Override
  public Listing<ContainerView> list(InstallationId whose, Optional<RunId> run) {
    return glance(whose, run)
        .then(
            all ->
                Listing.looking(
                    new SideBySide(READS_AT_ONCE).map(all, view -> inspect(view.handle())),
                    look -> look));
  }

  @Override
  public Listing<ContainerView> glance(InstallationId whose, Optional<RunId> run) {
    return groups
        .all()
        .then(
            all ->
                Listing.complete(
                    all.stream()
                        .filter(group -> isOf(group, whose, run))
                        .map(this::unread)
                        .toList()));
  }

  /** What is inherited is of no run. */
  private boolean isOf(ContainerGroupInner group, InstallationId whose, Optional<RunId> run) {
    boolean inherited =
        run.isEmpty() && whose.equals(installation) && settings.inherits(tags(group));
    return inherited || OwnerTags.carry(tags(group), whose, run);
  }

  private ContainerView unread(ContainerGroupInner group) {
    return new ContainerView(
        groups.handle(new ContainerName(group.name())), tags(group), new ContainerState.Running());
  }

  @Override
  public Outcome<String> logs(ContainerHandle handle, int tailLines) {
    return switch (groups.find(handle)) {
      case Look.Absent<ContainerGroupInner> _ ->
          Outcome.refused("NotFound", "there is no container %s".formatted(handle.name()));
      case Look.CouldNotLook<ContainerGroupInner>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
      case Look.Found<ContainerGroupInner>(ContainerGroupInner group) ->
          isOurs(group) ? groups.logs(handle, tailLines) : notOurs(handle);
    };
  }

  @Override
  public Outcome<ContainerStats> stats(ContainerHandle handle) {
    return capabilities().notOffered(Feature.STATS);
  }

  private Outcome<Removal> onOurs(
      ContainerHandle handle, Function<ContainerGroupInner, Outcome<Removal>> effect) {
    return switch (groups.find(handle)) {
      case Look.Absent<ContainerGroupInner> _ -> Outcome.done(Removal.ALREADY_ABSENT);
      case Look.CouldNotLook<ContainerGroupInner>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
      case Look.Found<ContainerGroupInner>(ContainerGroupInner group) ->
          isOurs(group) ? effect.apply(group) : notOurs(handle);
    };
  }

  private static <T> Outcome<T> notOurs(ContainerHandle handle) {
    return Outcome.refused("NotOurs", "the group %s is not ours".formatted(handle.name()));
  }

  private boolean isOurs(ContainerGroupInner group) {
    return OwnerTags.carry(tags(group), installation) || settings.inherits(tags(group));
  }

  private static Map<String, String> tags(ContainerGroupInner group) {
    return group.tags() == null ? Map.of() : group.tags();
  }
}
