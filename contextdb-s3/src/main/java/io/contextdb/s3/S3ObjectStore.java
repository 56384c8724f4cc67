package io.contextdb.s3;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.ObjectStore;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects below a prefix of a bucket. */
final class S3ObjectStore implements ObjectStore {
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int BATCH_KEYS_MAX = 1000;
    private static final int BUFFER_BYTES = 1 << 16;

    /** What is put with a condition is small, and held in an array. */
    private static final int CONDITIONAL_BYTES_MAX = 1 << 30;

    private final S3Location place;
    private final S3Settings settings;
    private final S3Client client;
    private final Attempts attempts;

    /** Sends parts of files; its threads begin with the first of them. */
    private final ExecutorService threads;

    S3ObjectStore(S3Location place, S3Settings settings, S3Client client) {
        this.place = place;
        this.settings = settings;
        this.client = client;
        attempts = new Attempts(place, settings.attempts());
        threads = Executors.newFixedThreadPool(
                settings.parallel(),
                Thread.ofPlatform().daemon().name("contextdb-s3-", 0).factory());
    }

    @Override
    public void put(String key, Path file, LongConsumer sent) {
        String whole = place.key(key);
        long bytes = size(file);
        if (bytes > settings.partBytes()) {
            new MultipartUpload(client, attempts, settings, threads, whole, file, bytes).run(sent);
            return;
        }
        FileRange range = new FileRange(file, 0, bytes);
        String checksum = settings.checksum() ? range.crc32c() : null;
        attempts.run(
                "put " + key,
                attempt -> client.putObject(
                        request -> request.bucket(place.bucket())
                                .key(whole)
                                .contentLength(bytes)
                                .checksumCRC32C(checksum),
                        range.body()));
        sent.accept(bytes);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new ContextDbException(
                    e instanceof NoSuchFileException ? ErrorCode.FILE_NOT_FOUND : ErrorCode.IO_FAILURE,
                    "cannot read " + file + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void putIfAbsent(String key, MemorySegment content) {
        String whole = place.key(key);
        if (content.byteSize() > CONDITIONAL_BYTES_MAX) {
            throw new ContextDbException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "object \"" + key + "\" of " + content.byteSize() + " bytes; put with a condition are at most "
                            + CONDITIONAL_BYTES_MAX);
        }
        byte[] bytes = content.toArray(ValueLayout.JAVA_BYTE);
        String checksum = settings.checksum() ? crc32c(bytes) : null;
        attempts.run("put " + key, attempt -> {
            try {
                return client.putObject(
                        request -> request.bucket(place.bucket())
                                .key(whole)
                                .ifNoneMatch("*")
                                .checksumCRC32C(checksum),
                        RequestBody.fromBytes(bytes));
            } catch (S3Exception e) {
                if (e.statusCode() != PRECONDITION_FAILED) {
                    throw e;
                }
                // An earlier attempt may have been carried out and only its answer lost: then the object is ours.
                if (attempt > 1 && holds(key, content)) {
                    return e;
                }
                throw new ContextDbException(
                        ErrorCode.ALREADY_EXISTS, "object \"" + key + "\" is in " + place + " already", e);
            }
        });
    }

    private static String crc32c(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return FileRange.encode(sum);
    }

    private boolean holds(String key, MemorySegment content) {
        long bytes = content.byteSize();
        if (head(key).filter(object -> object.bytes() == bytes).isEmpty()) {
            return false;
        }
        MemorySegment present = MemorySegment.ofArray(new byte[(int) bytes]);
        get(key, 0, present);
        return present.mismatch(content) < 0;
    }

    @Override
    public void get(String key, long offset, MemorySegment into) {
        String whole = place.key(key);
        long bytes = into.byteSize();
        if (offset < 0 || bytes == 0) {
            long length = head(key).orElseThrow(() -> missing(key)).bytes();
            if (offset < 0 || offset > length) {
                throw outside(key, offset, bytes, length);
            }
            return;
        }
        String range = "bytes=" + offset + "-" + (offset + bytes - 1);
        attempts.run("get " + key, attempt -> {
            try (ResponseInputStream<GetObjectResponse> in = client.getObject(
                    request -> request.bucket(place.bucket()).key(whole).range(range))) {
                long length = in.response().contentLength();
                if (length < bytes) {
                    in.abort();
                    throw outside(key, offset, bytes, offset + length);
                }
                read(in, into);
                return bytes;
            }
        });
    }

    private static void read(InputStream in, MemorySegment into) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = into.byteSize();
        for (long done = 0; done < bytes; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, bytes - done));
            if (read < 0) {
                throw new EOFException("the answer ended after " + done + " of " + bytes + " bytes");
            }
            MemorySegment.copy(buffer, 0, into, ValueLayout.JAVA_BYTE, done, read);
            done += read;
        }
    }

    private ContextDbException missing(String key) {
        return new ContextDbException(ErrorCode.FILE_NOT_FOUND, "no object has the key \"" + key + "\" in " + place);
    }

    private static ContextDbException outside(String key, long offset, long bytes, long length) {
        return new ContextDbException(
                ErrorCode.INVALID_ARGUMENT,
                "bytes " + offset + " to " + (offset + bytes) + " of object \"" + key + "\", which has " + length
                        + " bytes");
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        String whole = place.key(key);
        return attempts.run("ask for " + key, attempt -> {
            try {
                HeadObjectResponse object = client.headObject(
                        request -> request.bucket(place.bucket()).key(whole));
                return Optional.of(new ObjectInfo(key, object.contentLength(), object.lastModified()));
            } catch (S3Exception e) {
                if (e.statusCode() == NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** Pages come in the order of the UTF-8 bytes of keys, as S3 promises for its general purpose buckets. */
    @Override
    public void list(String prefix, Predicate<ObjectInfo> visitor) {
        String token = null;
        do {
            ListObjectsV2Response page = page(prefix, token);
            for (S3Object object : page.contents()) {
                // A server that takes dots for directories may list what was not asked for.
                Optional<String> key = place.relative(object.key()).filter(found -> found.startsWith(prefix));
                if (key.isPresent() && !visitor.test(new ObjectInfo(key.get(), object.size(), object.lastModified()))) {
                    return;
                }
            }
            token = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
        } while (token != null);
    }

    private ListObjectsV2Response page(String prefix, @Nullable String token) {
        return attempts.run(
                "list " + prefix,
                attempt -> client.listObjectsV2(request -> request.bucket(place.bucket())
                        .prefix(place.prefix() + prefix)
                        .continuationToken(token)));
    }

    @Override
    public void delete(Collection<String> keys) {
        List<ObjectIdentifier> all = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(place.key(key)).build())
                .toList();
        for (int from = 0; from < all.size(); from += BATCH_KEYS_MAX) {
            List<ObjectIdentifier> batch =
                    new ArrayList<>(all.subList(from, Math.min(all.size(), from + BATCH_KEYS_MAX)));
            attempts.run("delete " + batch.size() + " objects", attempt -> {
                List<S3Error> errors = client.deleteObjects(request -> request.bucket(place.bucket())
                                .delete(objects -> objects.objects(batch).quiet(true)))
                        .errors();
                if (!errors.isEmpty()) {
                    throw refused(errors.getFirst());
                }
                return batch;
            });
        }
    }

    /** The error of one object, as the same error of a whole request. */
    private RuntimeException refused(S3Error error) {
        String name = String.valueOf(error.code());
        String words = "the store answers " + name + " for " + error.key() + ", " + error.message();
        Failure failure = Failure.of(0, name, words);
        return failure.passing()
                ? new UncheckedIOException(words, new IOException(words))
                : new ContextDbException(failure.code(), "cannot delete objects in " + place + ": " + failure.words());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }

    @Override
    public String toString() {
        return place.toString();
    }
}
