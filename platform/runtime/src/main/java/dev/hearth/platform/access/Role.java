package dev.hearth.platform.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do. Each role includes those before it. */
public enum Role {
    /** See: the catalog, pools, runs. */
    READ,
    /** Also start workflows and tasks. */
    INVOKE,
    /** Also cancel runs, change environments, and whatever else an operator does. */
    OPERATE;

    /** Whether whoever has this role has the other one too. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** As it is written in settings, on the command line and in messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this word, if it is one. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
