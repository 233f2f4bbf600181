/**
 * Lifecycle stories: whole runs, driven by the real reconciler over the fakes on a clock that jumps
 * from one due moment to the next. Each story tells what went wrong and asserts where it all ended.
 */
@NullMarked
package io.haymaker.testkit.story;

import org.jspecify.annotations.NullMarked;
