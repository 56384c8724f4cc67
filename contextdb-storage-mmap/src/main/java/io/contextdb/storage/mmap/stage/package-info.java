/**
 * Bulk loads on their way: {@link io.contextdb.storage.mmap.stage.MappedStage} streams rows into files beside the
 * database, {@link io.contextdb.storage.mmap.stage.StageReader} maps them again when they are imported. What a stage
 * keeps in memory is a map from the ids of its nodes and a buffer for each file.
 */
package io.contextdb.storage.mmap.stage;
