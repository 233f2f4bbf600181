/**
 * Applications and service principals through Microsoft Graph, role assignments, and the trial
 * login. The directory is called through the SDK's pipeline directly: its Graph client has neither
 * the upsert nor the deleted items, and waits out replication errors for longer than we want.
 */
@NullMarked
package io.haymaker.azure.identity;

import org.jspecify.annotations.NullMarked;
