/** The independent proof of absence. Nothing here shares a query with the cleanup. */
@NullMarked
package io.haymaker.core.audit;

import org.jspecify.annotations.NullMarked;
