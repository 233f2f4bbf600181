package io.haymaker.main.config;

import static io.haymaker.main.config.Feature.CLEANUP;

import java.time.Duration;
import java.util.List;

/** What a cleanup may not do, and when the sweep comes. */
final class CleanupKeys {
  static final Setting<String> PROTECTED_TAG =
      Setting.of(
              "PROTECTED_TAG",
              CLEANUP,
              Parsers.matching("tag name of at most 128 characters", "[\\w-]{1,128}"),
              "What carries this tag is never deleted, nor what lies in it or what it needs,"
                  + " whoever made it; only the value 'false' says nothing.")
          .byDefault("HayMaker-Protected");

  static final Setting<Integer> BUDGET =
      Setting.of(
              "DELETION_BUDGET",
              CLEANUP,
              Parsers.whole(1, 1_000_000),
              "How many resources the cleanup of one run may delete in all; what is beyond remains"
                  + " and is reported.")
          .byDefault("5000");

  static final Setting<String> POLICIES =
      Setting.of(
          "DELETION_POLICIES",
          CLEANUP,
          Parsers.TEXT,
          "Types that are not deleted like all others, such as"
              + " 'Microsoft.Network/azureFirewalls attempts=8 follow=60m;"
              + " Microsoft.Sql/servers protect'. Words: "
              + PolicyText.WORDS
              + ". skip leaves a resource to what it lies in; purge=no leaves what its service keeps"
              + " of a deleted one to its time; a type counts for those nested in it.");

  static final Setting<Duration> SWEEP =
      Setting.of(
              "SWEEP_INTERVAL",
              CLEANUP,
              Parsers.DURATION,
              "Between two sweeps for what finished, failed or unknown runs left.")
          .byDefault("30m");

  static final Setting<Duration> GRACE =
      Setting.of(
              "SWEEP_GRACE",
              CLEANUP,
              Parsers.DURATION,
              "How long a run has to be over, or seen and unknown, before a sweep touches it.")
          .byDefault("30m");

  static final List<Setting<?>> ALL = List.of(PROTECTED_TAG, BUDGET, POLICIES, SWEEP, GRACE);

  private CleanupKeys() {}
}
