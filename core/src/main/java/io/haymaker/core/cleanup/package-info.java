/**
 * Finding and deleting what a run left, in order of dependency, with evidence for every attempt.
 */
@NullMarked
package io.haymaker.core.cleanup;

import org.jspecify.annotations.NullMarked;
