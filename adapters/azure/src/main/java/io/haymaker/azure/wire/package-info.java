/**
 * What the Azure adapters share: the SDK's HTTP pipelines with our time-outs and our way of
 * retrying, plain calls through them where the SDK has no call of its own, and the one place that
 * turns status, code and text of an answer into done, busy, refused or unknown. For this module
 * only.
 */
@NullMarked
package io.haymaker.azure.wire;

import org.jspecify.annotations.NullMarked;
