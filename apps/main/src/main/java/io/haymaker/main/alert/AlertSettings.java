package io.haymaker.main.alert;

import io.haymaker.core.identity.SecretValue;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who is told.
 *
 * @param url where messages are posted
 * @param secret what they are signed with
 * @param caFile a PEM file with certificate authorities to trust beside the platform's
 */
public record AlertSettings(URI url, SecretValue secret, Optional<Path> caFile) {}
