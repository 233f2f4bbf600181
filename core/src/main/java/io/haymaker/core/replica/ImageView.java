package io.haymaker.core.replica;

import io.haymaker.core.engine.Limits;
import java.util.Optional;

/**
 * An image of which containers are wanted or there are.
 *
 * @param desired 0 where none is recorded as wanted
 * @param running of ours
 * @param total of ours, whatever they do
 * @param strict whether further ones are
 * @param setback what keeps the wanted number from running, where that is known
 */
public record ImageView(
    String image,
    int desired,
    int minimum,
    int maximum,
    int running,
    int total,
    Limits limits,
    boolean strict,
    Optional<Setback> setback) {}
