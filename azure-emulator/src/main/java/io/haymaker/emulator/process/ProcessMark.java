package io.haymaker.emulator.process;

import java.time.Instant;

/** What tells a child from a later process that got the same id. */
public record ProcessMark(long pid, Instant startedAt) {}
