/**
 * Requests to Azure Resource Manager as it wants them: authorised, tagged, retried when told to,
 * and followed until a long-running operation has ended.
 */
@NullMarked
package io.haymaker.agent.arm;

import org.jspecify.annotations.NullMarked;
