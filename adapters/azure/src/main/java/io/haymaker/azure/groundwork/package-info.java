/**
 * What must be there before the first run: group, network, identity and Container Apps environment,
 * as a deployment template would make them. No run touches any of it, and no cleanup deletes it.
 */
@NullMarked
package io.haymaker.azure.groundwork;

import org.jspecify.annotations.NullMarked;
