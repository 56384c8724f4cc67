package io.contextdb.s3;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * A large file on its way in parts, several at a time. The object appears, whole, when the last request puts the parts
 * together; when something fails before, the parts are given up, and where even that fails they stay until a life-cycle
 * rule of the bucket removes them.
 */
final class MultipartUpload {
    /** Parts of an object, by the rules of S3. */
    private static final int PARTS_MAX = 10_000;

    /** Putting the parts together is begun anew this often when its answer was lost. */
    private static final int ROUNDS_MAX = 3;

    private final S3Client client;
    private final Attempts attempts;
    private final S3Settings settings;
    private final ExecutorService threads;
    private final String bucket;
    private final String key;
    private final Path file;
    private final long bytes;

    MultipartUpload(
            S3Client client,
            Attempts attempts,
            S3Settings settings,
            ExecutorService threads,
            String key,
            Path file,
            long bytes) {
        this.client = client;
        this.attempts = attempts;
        this.settings = settings;
        this.threads = threads;
        this.bucket = attempts.place().bucket();
        this.key = key;
        this.file = file;
        this.bytes = bytes;
    }

    /** The size of the parts: the one that was set, or more when they would be too many. */
    private long partBytes() {
        return Math.max(settings.partBytes(), (bytes + PARTS_MAX - 1) / PARTS_MAX);
    }

    /** Sends the file. */
    void run(LongConsumer sent) {
        LongConsumer told = sent;
        for (int round = 1; ; round++) {
            if (tryOnce(told, round == ROUNDS_MAX)) {
                return;
            }
            told = again -> {};
        }
    }

    /** Sends the file; false when nobody can tell whether the object is there, and it should be sent again. */
    private boolean tryOnce(LongConsumer sent, boolean last) {
        String upload = attempts.run(
                "begin to put " + key,
                attempt -> client.createMultipartUpload(request -> {
                            request.bucket(bucket).key(key);
                            if (settings.checksum()) {
                                request.checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
                                        .checksumType(ChecksumType.COMPOSITE);
                            }
                        })
                        .uploadId());
        try {
            List<CompletedPart> parts = sendParts(upload, sent);
            return complete(upload, parts, last);
        } catch (RuntimeException e) {
            abort(upload, e);
            throw e;
        }
    }

    private List<CompletedPart> sendParts(String upload, LongConsumer sent) {
        Object telling = new Object();
        List<Future<CompletedPart>> running = new ArrayList<>();
        long partBytes = partBytes();
        for (long offset = 0; offset < bytes; offset += partBytes) {
            FileRange range = new FileRange(file, offset, Math.min(partBytes, bytes - offset));
            int number = running.size() + 1;
            running.add(threads.submit(() -> {
                CompletedPart part = send(upload, number, range);
                synchronized (telling) {
                    sent.accept(range.bytes());
                }
                return part;
            }));
        }
        return join(running);
    }

    private CompletedPart send(String upload, int number, FileRange range) {
        String checksum = settings.checksum() ? range.crc32c() : null;
        UploadPartResponse answer = attempts.run(
                "put part " + number + " of " + key,
                attempt -> client.uploadPart(
                        request -> request.bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .partNumber(number)
                                .contentLength(range.bytes())
                                .checksumCRC32C(checksum),
                        range.body()));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(answer.eTag())
                .checksumCRC32C(checksum)
                .build();
    }

    /**
     * Waits for all; when one fails, the others are called off and waited for, because parts that arrive after the
     * upload was given up stay.
     */
    private List<CompletedPart> join(List<Future<CompletedPart>> running) {
        List<CompletedPart> parts = new ArrayList<>();
        RuntimeException failure = null;
        for (Future<CompletedPart> future : running) {
            if (failure != null) {
                future.cancel(false);
            }
            try {
                parts.add(future.get());
            } catch (ExecutionException e) {
                failure = first(failure, e.getCause() instanceof RuntimeException own ? own : failed(e));
            } catch (CancellationException e) {
                assert failure != null;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running.forEach(other -> other.cancel(true));
                throw new ContextDbException(ErrorCode.CANCELLED, "interrupted while putting " + key, e);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return parts;
    }

    private static RuntimeException first(@Nullable RuntimeException present, RuntimeException next) {
        return present == null ? next : present;
    }

    private static ContextDbException failed(ExecutionException e) {
        return new ContextDbException(ErrorCode.FAILED, String.valueOf(e.getCause()), e);
    }

    /** When an earlier attempt was carried out and its answer lost, the store no longer knows the upload. */
    private boolean complete(String upload, List<CompletedPart> parts, boolean last) {
        return attempts.run("put " + key, attempt -> {
            try {
                client.completeMultipartUpload(request ->
                        request.bucket(bucket).key(key).uploadId(upload).multipartUpload(whole -> whole.parts(parts)));
                return true;
            } catch (NoSuchUploadException e) {
                if (attempt == 1 || last) {
                    throw e;
                }
                return false;
            }
        });
    }

    private void abort(String upload, RuntimeException cause) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(upload));
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}
