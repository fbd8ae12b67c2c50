package dev.hearth.platform.run;

import dev.hearth.platform.journal.Journal;
import dev.hearth.platform.journal.JournalException;
import dev.hearth.platform.journal.JournalledRun;
import dev.hearth.platform.journal.JournalledStep;
import dev.hearth.platform.journal.Outcome;
import dev.hearth.platform.journal.OutcomeLog;
import dev.hearth.platform.journal.OutcomeRow;
import dev.hearth.platform.journal.Segment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Maps whose elements are in the journal before they run, so that nobody needs to hold on to them. */
final class DurableMaps {
    /** Outcomes are fetched when somebody wants them. */
    static final MapSink NO_SINK = (index, value, failure, provenance) -> {};

    /** Elements of one row of the spool, at most. */
    private static final int ROW_ELEMENTS = 4096;

    /** Bytes of one row of the spool, but for one element that is larger. */
    private static final long ROW_BYTES = 1 << 20;

    /** Rows on their way to the disk while the next are read. */
    private static final int ROWS_AHEAD = 8;

    /** Of a map whose elements a client has sent: they are in the spool. */
    private static final byte[] NO_INPUT = {};

    private static final StepId STEP = new StepId("/", 0);

    private DurableMaps() {}

    static boolean isDurableMap(JournalledRun run) {
        return run.kind().equals("map") && run.durable();
    }

    /** What else is to be in the journal before a run counts as begun. */
    @FunctionalInterface
    private interface Preparation {
        void prepare(String run) throws InterruptedException, ExecutionException;
    }

    /** What a request for a map of new elements asks for, which are not known before they are read. */
    static Asked asked(String task, MapOptions options, RunRequest request) {
        return Asked.of("map", task, request, NO_INPUT, Optional.of(write(options)));
    }

    /** What a request for the failed elements of an earlier map asks for. */
    static Asked askedAgain(JournalledRun before, RunRequest request) {
        return Asked.of("map", before.name(), request, elementsOf(before), Optional.of(write(options(before))));
    }

    /** Says whose elements a map has, in the place of an input. */
    private static byte[] elementsOf(JournalledRun before) {
        return ("\"" + before.id() + "\"").getBytes(StandardCharsets.UTF_8);
    }

    /** Begins a run and brings its elements into the journal. If that fails, nothing of it remains. */
    static RunState spool(
            RunJournal kept, String task, Iterator<byte[]> elements, MapOptions options, RunRequest request) {
        return spool(kept, asked(task, options, request), NO_INPUT, elements, options, request, run -> {});
    }

    private static RunState spool(
            RunJournal kept,
            Asked asked,
            byte[] input,
            Iterator<byte[]> elements,
            MapOptions options,
            RunRequest request,
            Preparation more) {
        String task = asked.name();
        RunState run = kept.begin(asked, request, input, Optional.of(write(options)), true);
        Journal journal = kept.journal();
        try {
            Spool spool = new Spool(journal, run.id());
            while (elements.hasNext()) {
                spool.add(elements.next());
            }
            spool.end();
            more.prepare(run.id());
            journal.spooled(run.id()).get();
            return run;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            journal.remove(List.of(run.id()));
            throw new JournalException("Reading the elements of map '" + task + "' was interrupted.", e);
        } catch (ExecutionException e) {
            journal.remove(List.of(run.id()));
            throw new RunRefusedException(
                    RunRefusedException.Reason.UNAVAILABLE,
                    "Durable map of '" + task + "' refused: "
                            + JournalWaits.unchecked(e).getMessage());
        } catch (RuntimeException | Error e) {
            journal.remove(List.of(run.id()));
            throw e;
        }
    }

    /** The elements on their way into the journal. */
    private static final class Spool {
        private final Journal journal;
        private final String run;
        private final Queue<CompletableFuture<Void>> written = new ArrayDeque<>();
        private List<byte[]> row = new ArrayList<>();
        private long bytes;
        private long first;
        private int number;

        Spool(Journal journal, String run) {
            this.journal = journal;
            this.run = run;
        }

        void add(byte[] element) throws InterruptedException, ExecutionException {
            row.add(element);
            bytes += element.length;
            if (row.size() == ROW_ELEMENTS || bytes >= ROW_BYTES) {
                write();
            }
        }

        private void write() throws InterruptedException, ExecutionException {
            written.add(journal.spool(run, new Segment(number++, first, row.size(), row)));
            first += row.size();
            row = new ArrayList<>();
            bytes = 0;
            while (written.size() > ROWS_AHEAD) {
                written.remove().get();
            }
        }

        void end() throws InterruptedException, ExecutionException {
            if (!row.isEmpty()) {
                write();
            }
            while (!written.isEmpty()) {
                written.remove().get();
            }
        }
    }

    /** The elements, read row by row as they are asked for. */
    static Iterator<byte[]> elements(Journal journal, String run) {
        Iterator<Segment> rows =
                JournalWaits.patiently(() -> journal.spoolRows(run)).iterator();
        return new ReadyIterator<>() {
            private Iterator<byte[]> row = List.<byte[]>of().iterator();

            @Override
            public boolean ready() {
                return true;
            }

            @Override
            public boolean hasNext() {
                while (!row.hasNext() && rows.hasNext()) {
                    Segment next = rows.next();
                    row = JournalWaits.patiently(() -> journal.spooled(run, next.number()))
                            .iterator();
                }
                return row.hasNext();
            }

            @Override
            public byte[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return row.next();
            }
        };
    }

    /** Gives out what the journal has, in input order; while the map runs, up to the first element that has no outcome yet. */
    static void outcomes(Journal journal, JournalledRun run, MapSink sink) throws InterruptedException {
        RecordedOutcomes recorded = new RecordedOutcomes(journal, journal.outcomeRows(run.id()));
        long total = total(journal, run.id());
        for (long index = 0; index < total; index++) {
            Outcome outcome = recorded.take(index);
            if (outcome != null) {
                sink.accept(
                        index,
                        outcome.settled().result(),
                        outcome.settled().failure(),
                        Failures.provenance(outcome.settled()));
            } else if (run.end().isEmpty()) {
                return;
            }
        }
    }

    private static long total(Journal journal, String run) {
        List<Segment> rows = journal.spoolRows(run);
        return rows.isEmpty()
                ? 0
                : rows.get(rows.size() - 1).first() + rows.get(rows.size() - 1).elements();
    }

    /** An ended durable map with elements that have no result. */
    static JournalledRun withFailures(Journal journal, String id) {
        JournalledRun run = journal.run(id)
                .orElseThrow(() -> new NoSuchElementException(
                        "Cannot find the run '" + id + "': the journal has none of that id."));
        String why = null;
        if (!isDurableMap(run)) {
            why = "it is no durable map, so its elements are not kept";
        } else if (run.end().isEmpty()) {
            why = "it has not ended. Wait for its end, or cancel it";
        } else if (journal.outcomeRows(id).stream()
                        .mapToLong(OutcomeRow::succeeded)
                        .sum()
                == total(journal, id)) {
            why = "all its elements have succeeded";
        }
        if (why != null) {
            throw new RunRefusedException(
                    RunRefusedException.Reason.CONFLICT,
                    "Run of the failed elements of '" + id + "' refused: " + why + ".");
        }
        return run;
    }

    /** Begins a run of the same elements, with the results that an earlier one has. */
    static RunState again(RunJournal kept, JournalledRun before, RunRequest request) {
        Journal journal = kept.journal();
        RunState run = spool(
                kept,
                askedAgain(before, request),
                elementsOf(before),
                elements(journal, before.id()),
                options(before),
                request,
                id -> copySuccesses(journal, before, id));
        return kept.again(journal.run(run.id()).orElseThrow());
    }

    private static void copySuccesses(Journal journal, JournalledRun before, String run)
            throws InterruptedException, ExecutionException {
        JournalledStep place =
                new JournalledStep(STEP.path(), STEP.ordinal(), before.name(), "", true, MapLog.NO_OUTCOME, 0, 0);
        OutcomeLog log = journal.outcomes(run, place, 0);
        for (OutcomeRow row : journal.outcomeRows(before.id())) {
            log.add(journal.outcomes(row).stream()
                    .filter(outcome -> outcome.settled().failure() == null)
                    .map(outcome -> new Outcome(outcome.index(), outcome.digest(), 0, outcome.settled()))
                    .toList());
        }
        log.barrier().get();
    }

    private static String write(MapOptions options) {
        return options.concurrency()
                + " "
                + (options.minSuccessRatio().isPresent()
                        ? options.minSuccessRatio().getAsDouble()
                        : "all")
                + " " + options.window();
    }

    /** A durable map's outcomes are sorted when they are fetched: meanwhile no straggler holds the others back. */
    static MapOptions unordered(MapOptions options) {
        return new MapOptions(options.concurrency(), options.minSuccessRatio(), true, options.window());
    }

    /** How a durable map runs. */
    static MapOptions options(JournalledRun run) {
        String[] words = run.options().orElse("0 all 1024").split(" ", -1);
        return new MapOptions(
                Integer.parseInt(words[0]),
                "all".equals(words[1]) ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(words[1])),
                true,
                Integer.parseInt(words[2]));
    }
}
