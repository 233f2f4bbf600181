package io.haymaker.main.demo;

import io.haymaker.core.run.RunOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the user asked the demo for, checked.
 *
 * @param report where the report goes as JSON
 * @param scenarios the folder of documents
 * @param data the data folder
 * @param quiet no live view, only the end
 */
record DemoOptions(
    RunOptions run, Optional<Path> report, Path scenarios, Path data, boolean quiet) {}
