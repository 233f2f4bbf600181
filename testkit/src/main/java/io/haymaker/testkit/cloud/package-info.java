/**
 * A cloud in memory behind every port but the runtime: one world of groups, resources, locks,
 * applications, roles and secrets, in which tests plant things, script failures and look at what is
 * left.
 */
@NullMarked
package io.haymaker.testkit.cloud;

import org.jspecify.annotations.NullMarked;
