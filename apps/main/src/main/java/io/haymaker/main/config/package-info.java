/**
 * The configuration of an installation: every setting declared once as data, read from environment,
 * Key Vault and file, checked as a whole, and assembled into the typed records that the product is
 * built from.
 */
@NullMarked
package io.haymaker.main.config;

import org.jspecify.annotations.NullMarked;
