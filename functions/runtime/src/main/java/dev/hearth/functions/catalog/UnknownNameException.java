package dev.hearth.functions.catalog;

import dev.hearth.HearthException;
import java.util.Collection;

/** No task, workflow or environment has this name. The message names the known ones, the most similar first. */
public class UnknownNameException extends HearthException {
    private static final long serialVersionUID = 1L;

    /**
     * @param kind what was looked for, with a capital: {@code Task}, {@code Workflow} or {@code Environment}
     * @param name the unknown name
     * @param known the names that exist
     */
    public UnknownNameException(String kind, String name, Collection<String> known) {
        super(kind + " '" + name + "': the application has none of this name. " + Similar.describe(kind, name, known));
    }
}
