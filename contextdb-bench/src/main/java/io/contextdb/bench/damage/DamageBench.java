package io.contextdb.bench.damage;

import io.contextdb.api.Progress;
import io.contextdb.bench.common.ProcessorTime;
import io.contextdb.bench.damage.DamageCheck.Outcome;
import io.contextdb.bench.damage.Places.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Flips bits one at a time, some threads at once. */
final class DamageBench {
    private static final double NANOS = 1e9;
    private static final int PROGRESS_STEP = 64;

    private final DamageCheck check;
    private final Progress progress;
    private final SortedMap<String, Map<Outcome, Long>> outcomes = new TreeMap<>();
    private final List<String> violations = Collections.synchronizedList(new ArrayList<>());

    DamageBench(DamageCheck check, Progress progress) {
        this.check = check;
        this.progress = progress;
    }

    /**
     * Runs it.
     *
     * @param sample how many places, evenly spread; 0 for all
     * @param seed draws the bit of each place
     * @param verify whether what seems harmless must be found by {@code verify}
     */
    DamageResult run(long sample, int threads, long seed, boolean verify) {
        long begin = System.nanoTime();
        long processorBegin = ProcessorTime.nanos();
        List<Place> all = Places.of(check.image());
        List<Place> places = sample == 0 || sample >= all.size() ? all : spread(all, sample);
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                executor.execute(() -> {
                    for (int number = next.getAndIncrement(); number < places.size(); number = next.getAndIncrement()) {
                        Place place = places.get(number);
                        int bit = new SplittableRandom(seed * 1_000_003 + place.offset()).nextInt(Byte.SIZE);
                        flip(place, bit, verify);
                        tell(number, places.size());
                    }
                });
            }
            executor.shutdown();
            executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        long bytes = check.image().paths().stream()
                .mapToLong(path -> check.image().bytes(path).length)
                .sum();
        return new DamageResult(
                all.size(),
                bytes,
                outcomes,
                List.copyOf(violations),
                (System.nanoTime() - begin) / NANOS,
                (ProcessorTime.nanos() - processorBegin) / NANOS);
    }

    private static List<Place> spread(List<Place> all, long sample) {
        List<Place> places = new ArrayList<>();
        for (long i = 0; i < sample; i++) {
            places.add(all.get((int) (i * all.size() / sample)));
        }
        return places;
    }

    private synchronized void tell(int number, int count) {
        if (number % PROGRESS_STEP == 0) {
            progress.update("flipping bits", number, count);
        }
    }

    private void flip(Place place, int bit, boolean verify) {
        byte[] bytes = check.image().bytes(place.file());
        bytes[place.offset()] ^= (byte) (1 << bit);
        String file = SweptDatabase.HOME.relativize(place.file()).toString();
        try {
            count(file, check.run(place.file(), bytes, verify));
        } catch (RuntimeException | Error e) {
            violations.add("bit " + bit + " of byte " + place.offset() + " of " + file + ": " + e);
        }
    }

    private void count(String file, Outcome outcome) {
        synchronized (outcomes) {
            outcomes.computeIfAbsent(file, name -> new EnumMap<>(Outcome.class)).merge(outcome, 1L, Long::sum);
        }
    }
}
