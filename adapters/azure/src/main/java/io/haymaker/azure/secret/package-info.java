/** Secrets in Azure Key Vault: put under an owner, and removed with their soft-deleted copy. */
@NullMarked
package io.haymaker.azure.secret;

import org.jspecify.annotations.NullMarked;
