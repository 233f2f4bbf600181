/**
 * The queue scaler in bad weather, for real: servers that are killed and frozen at random moments,
 * a cloud under faults, real messages and containers; and what the cloud, the containers and the
 * database say of it afterwards.
 */
@NullMarked
package io.haymaker.chaos.scaler;

import org.jspecify.annotations.NullMarked;
