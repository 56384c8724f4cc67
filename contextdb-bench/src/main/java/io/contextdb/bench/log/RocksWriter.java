package io.contextdb.bench.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** Puts under ascending keys of 8 bytes through RocksDB with its default options, each call one write to its log. */
final class RocksWriter implements AutoCloseable {
    private final Options options = new Options().setCreateIfMissing(true);
    private final WriteOptions writing = new WriteOptions();
    private final RocksDB database;
    private final ByteBuffer key = ByteBuffer.allocate(Long.BYTES);
    private long next;

    /** A new database in a directory; with {@code sync} every write is durable when it returns. */
    RocksWriter(Path directory, boolean sync) throws IOException {
        Files.createDirectories(directory);
        writing.setSync(sync);
        try {
            database = RocksDB.open(options, directory.toString());
        } catch (RocksDBException e) {
            throw new IOException(e);
        }
    }

    /** Puts one value. */
    void put(byte[] value) throws IOException {
        try {
            database.put(writing, nextKey(), value);
        } catch (RocksDBException e) {
            throw new IOException(e);
        }
    }

    /** Puts values together, all or none. */
    void put(byte[][] values) throws IOException {
        try (WriteBatch batch = new WriteBatch()) {
            for (byte[] value : values) {
                batch.put(nextKey(), value);
            }
            database.write(writing, batch);
        } catch (RocksDBException e) {
            throw new IOException(e);
        }
    }

    private byte[] nextKey() {
        return key.putLong(0, next++).array();
    }

    @Override
    public void close() {
        database.close();
        writing.close();
        options.close();
    }
}
