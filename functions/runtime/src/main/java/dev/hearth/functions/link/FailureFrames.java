package dev.hearth.functions.link;

import dev.hearth.FailureKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The encoding of an outcome: a result, or a failure. */
final class FailureFrames {
    private static final int HAS_RESULT = 1;
    private static final int HAS_FAILURE = 2;

    /** A result, or a failure. */
    record Outcome(byte @Nullable [] result, @Nullable Failure failure) {}

    private FailureFrames() {}

    static void write(FrameWriter out, byte @Nullable [] result, @Nullable Failure failure) {
        out.number((result == null ? 0 : HAS_RESULT) | (failure == null ? 0 : HAS_FAILURE));
        if (result != null) {
            out.bytes(result);
        }
        if (failure != null) {
            // By name, not by number: a kind that one end does not know is then told by its name.
            out.text(failure.kind().name())
                    .text(failure.message())
                    .text(failure.trace())
                    .flag(failure.stuck());
        }
    }

    static Outcome read(FrameReader in) {
        int flags = in.smallNumber("outcome");
        if (flags > (HAS_RESULT | HAS_FAILURE)) {
            throw in.fault("outcome", flags + " is no known set of flags");
        }
        byte[] result = (flags & HAS_RESULT) == 0 ? null : in.bytes("result");
        return new Outcome(result, (flags & HAS_FAILURE) == 0 ? null : failure(in));
    }

    private static Failure failure(FrameReader in) {
        String name = in.text("failure kind");
        for (FailureKind kind : FailureKind.values()) {
            if (kind.name().equals(name)) {
                return new Failure(
                        kind, in.text("failure message"), in.text("failure trace"), in.flag("failure stuck"));
            }
        }
        String shown = name.length() > 40 ? name.substring(0, 40) + "..." : name;
        throw in.fault(
                "failure kind",
                "'" + shown + "' is unknown. Known kinds are: " + Arrays.toString(FailureKind.values()));
    }
}
