/**
 * The data plane of the one Key Vault: secrets with versions, soft delete, recovery and purge,
 * behind a door of its own because a vault's URL has no path. Every call is checked against the
 * caller's data actions. Metadata and values are in the vault file of the data folder and nowhere
 * else.
 */
@NullMarked
package io.haymaker.emulator.keyvault;

import org.jspecify.annotations.NullMarked;
