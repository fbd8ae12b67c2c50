package dev.hearth.functions.stub;

/** Throws what a method of the author's threw as it was, whatever its signature says. */
final class Rethrow {
    private Rethrow() {}

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T extends Throwable> RuntimeException unchecked(Throwable failure) throws T {
        throw (T) failure;
    }
}
