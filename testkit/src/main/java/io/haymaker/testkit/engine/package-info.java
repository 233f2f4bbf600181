/**
 * What every container engine must do, and an engine in memory that does it on a clock that the
 * test moves: programs that die, ports that are taken, listings that are slow, containers that
 * vanish, events that are missed, and an engine that is away.
 */
@NullMarked
package io.haymaker.testkit.engine;

import org.jspecify.annotations.NullMarked;
