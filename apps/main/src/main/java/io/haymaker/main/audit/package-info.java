/** {@code haymaker audit}: what is left, by the auditor's own eyes. */
@NullMarked
package io.haymaker.main.audit;

import org.jspecify.annotations.NullMarked;
