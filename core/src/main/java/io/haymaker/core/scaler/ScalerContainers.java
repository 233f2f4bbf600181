package io.haymaker.core.scaler;

import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.Base32;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How containers of a scaler are called, tagged and told what to do. */
final class ScalerContainers {
  static final String MANAGED_BY = "managed_by";
  static final String MESSAGE_ID = "message_id";
  static final String FILE_SIZE = "file_size_mb";
  static final String SUBSCRIPTION = "subscription_name";
  static final String SEQUENCE_NUMBER = "sequence_number";
  static final String ATTEMPT = "attempt";

  /** Longer than any file takes; a container that needs more is no container for a message. */
  private static final Duration LONGEST = Duration.ofDays(7);

  private static final int HASH_LENGTH = 16;

  private final Scaler scaler;
  private final InstallationId installation;

  ScalerContainers(Scaler scaler, InstallationId installation) {
    this.scaler = scaler;
    this.installation = installation;
  }

  /** The same for everybody who gives this message this attempt. */
  ContainerName name(MessageKey key, int attempt) {
    String all =
        String.join(
            "\n",
            installation.value(),
            scaler.name().value(),
            key.subscription(),
            key.messageId(),
            String.valueOf(attempt));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return new ContainerName(
          scaler.managedBy() + "-" + Base32.encode(hash).substring(0, HASH_LENGTH));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  boolean isOf(ContainerView view) {
    return OwnerTags.value(view.labels(), MANAGED_BY)
        .filter(scaler.managedBy()::equals)
        .isPresent();
  }

  /** Whether the container works on that message; without a subscription's tag its id decides. */
  static boolean worksOn(ContainerView view, MessageKey key) {
    Optional<String> subscription = OwnerTags.value(view.labels(), SUBSCRIPTION);
    return OwnerTags.value(view.labels(), MESSAGE_ID).filter(key.messageId()::equals).isPresent()
        && subscription.map(key.subscription()::equals).orElse(true);
  }

  /** What would be on record of a container of ours; empty when its tags do not tell all of it. */
  Optional<Claim> claimOf(ContainerView view, Instant now) {
    Optional<String> subscription = OwnerTags.value(view.labels(), SUBSCRIPTION);
    Optional<String> id = OwnerTags.value(view.labels(), MESSAGE_ID);
    OptionalLong place = number(view, SEQUENCE_NUMBER);
    OptionalLong attempt = number(view, ATTEMPT);
    if (subscription.isEmpty() || id.isEmpty() || place.isEmpty() || attempt.isEmpty()) {
      return Optional.empty();
    }
    var key = new MessageKey(subscription.get(), id.get());
    int count = Math.toIntExact(Math.min(attempt.getAsLong(), Integer.MAX_VALUE));
    return FileSize.read(OwnerTags.value(view.labels(), FILE_SIZE))
                instanceof Outcome.Done<FileSize>(FileSize file)
            && scaler.rules().sizing().sizeFor(file)
                instanceof Outcome.Done<ContainerSize>(ContainerSize size)
            && view.handle().name().equals(name(key, count))
        ? Optional.of(
            new Claim(
                scaler.name(),
                key,
                place.getAsLong(),
                now,
                count,
                view.handle().name(),
                file,
                size,
                now,
                Optional.empty()))
        : Optional.empty();
  }

  /** A tag that is a number from 0; empty when there is no such tag, or it is none. */
  static OptionalLong number(ContainerView view, String tag) {
    return OwnerTags.value(view.labels(), tag)
        .filter(text -> text.matches("\\d{1,18}"))
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElseGet(OptionalLong::empty);
  }

  LaunchSpec spec(Claim claim) {
    return new LaunchSpec(
        claim.container(),
        scaler.image(),
        claim.size(),
        labels(claim),
        environment(claim),
        Map.of(),
        LONGEST);
  }

  private Map<String, String> labels(Claim claim) {
    return Map.of(
        OwnerTags.MANAGED,
        "true",
        OwnerTags.INSTALLATION,
        installation.value(),
        MANAGED_BY,
        scaler.managedBy(),
        MESSAGE_ID,
        claim.key().messageId(),
        FILE_SIZE,
        number(claim.file()),
        SUBSCRIPTION,
        claim.key().subscription(),
        SEQUENCE_NUMBER,
        String.valueOf(claim.sequenceNumber()),
        ATTEMPT,
        String.valueOf(claim.attempt()));
  }

  /** What is ours comes last: nobody's settings take the message away from its container. */
  private Map<String, String> environment(Claim claim) {
    var environment = new HashMap<>(scaler.environment());
    scaler
        .subscriptionVariable()
        .ifPresent(variable -> environment.put(variable, claim.key().subscription()));
    environment.put("HAYMAKER_MESSAGE_ID", claim.key().messageId());
    environment.put("HAYMAKER_SEQUENCE_NUMBER", String.valueOf(claim.sequenceNumber()));
    environment.put("HAYMAKER_FILE_SIZE_MB", number(claim.file()));
    return environment;
  }

  private static String number(FileSize file) {
    double megabytes = file.megabytes();
    return megabytes == Math.rint(megabytes) && megabytes < 1e15
        ? String.valueOf((long) megabytes)
        : String.valueOf(megabytes);
  }
}
