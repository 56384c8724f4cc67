package io.contextdb.log;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.LogInspection;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.StateMachine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of a log that is not open, read as far as they are sound: from group to group, and behind damage from the
 * next head that is valid on its own.
 */
public final class LogFiles implements LogInspection {
    private final LogSurvey survey;

    /**
     * Looks at the files in a directory.
     *
     * @param database which database they must be of
     * @param create whether a log without files is as it should be
     * @throws ContextDbException {@code FOREIGN_FILE} when one is of another database, {@code FORMAT_TOO_NEW}
     */
    public LogFiles(FileSystem files, Path directory, DatabaseId database, boolean create) {
        survey = new LogSurvey(files, directory, database, create);
    }

    @Override
    public boolean isEmpty() {
        return survey.parts().isEmpty();
    }

    @Override
    public Optional<DatabaseId> database() {
        return survey.parts().stream()
                .flatMap(part -> part.file().header().stream())
                .map(SegmentHeader::database)
                .findFirst();
    }

    @Override
    public List<Damage> damages() {
        return List.copyOf(survey.damages());
    }

    @Override
    public long firstIndex() {
        if (!survey.runs().isEmpty()) {
            return survey.runs().first();
        }
        return survey.segments().stream()
                .mapToLong(segment -> segment.header().firstIndex())
                .min()
                .orElse(1);
    }

    @Override
    public long lastIndex() {
        return survey.runs().isEmpty() ? firstIndex() - 1 : survey.runs().last();
    }

    @Override
    public boolean endKnown() {
        return survey.endKnown();
    }

    @Override
    public long reach(long after) {
        return survey.runs().reach(after);
    }

    @Override
    public void read(long after, long to, StateMachine reader) {
        long[] last = {after};
        RecordVisitor visitor = (type, term, index, payload) -> {
            if (index > last[0]) {
                last[0] = index;
                reader.apply(new LogPosition(term, index), payload);
            }
        };
        for (Segment segment : survey.segments()) {
            if (segment.header().firstIndex() <= to) {
                read(segment, after, to, visitor);
            }
        }
    }

    private static void read(Segment segment, long after, long to, RecordVisitor visitor) {
        try (GroupReader reader = new GroupReader(segment)) {
            while (reader.nextPastDamage()) {
                reader.visit(after + 1, to, visitor);
            }
        }
    }

    @Override
    public List<Path> mendable(Optional<LogInspection> copy) {
        return mend(copy, false).stream().map(Mended::damaged).toList();
    }

    @Override
    public List<Mended> mend(Optional<LogInspection> copy) {
        return mend(copy, true);
    }

    @Override
    public List<Path> files() {
        return List.copyOf(survey.paths());
    }

    @Override
    public Path newest() {
        return survey.active();
    }

    @Override
    public boolean isPartOf(LogInspection copy) {
        return new LogReplacement(survey, surveyOf(copy)).isPossible();
    }

    @Override
    public List<Mended> replace(LogInspection copy) {
        return new LogReplacement(survey, surveyOf(copy)).write();
    }

    private List<Mended> mend(Optional<LogInspection> copy, boolean write) {
        return new LogMending(survey, copy.map(LogFiles::surveyOf), write).run();
    }

    /** Refuses what is no inspection of such a log. */
    private static LogSurvey surveyOf(LogInspection inspection) {
        if (inspection instanceof LogFiles own) {
            return own.survey;
        }
        throw new ContextDbException(
                ErrorCode.INVALID_ARGUMENT,
                "a copy of a log of another kind; name one of the same commit log provider");
    }
}
