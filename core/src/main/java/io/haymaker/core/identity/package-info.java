/**
 * The service principal of each scenario, its roles and its secret: made all or nothing, retired
 * part by part, and read back.
 */
@NullMarked
package io.haymaker.core.identity;

import org.jspecify.annotations.NullMarked;
