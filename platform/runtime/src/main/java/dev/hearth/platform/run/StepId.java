package dev.hearth.platform.run;

/**
 * Where a step stands in its run: what stays the same when the same code runs again.
 *
 * @param path the branch; {@code /} is the run's own
 * @param ordinal its position in that branch, from 0
 */
record StepId(String path, int ordinal) {
    /** The path of a branch of the group at this step. */
    String branch(int number) {
        return path + ordinal + "." + number + "/";
    }

    /** The path of the subworkflow at this step. */
    String inner() {
        return path + ordinal + "/";
    }
}
