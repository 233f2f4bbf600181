/**
 * What tests of several rooms share: contracts that every adapter must pass, fakes, a movable
 * clock.
 */
@NullMarked
package io.haymaker.testkit;

import org.jspecify.annotations.NullMarked;
