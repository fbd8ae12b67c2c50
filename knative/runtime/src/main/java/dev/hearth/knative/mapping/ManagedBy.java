package dev.hearth.knative.mapping;

/** Who writes an object, as its label {@link Labels#MANAGED_BY} says. */
public enum ManagedBy {
    /** The build: it belongs to a file, and whoever applies that. */
    MANIFEST("manifest"),
    /** The platform at run time. */
    HEARTH("hearth");

    private final String label;

    ManagedBy(String label) {
        this.label = label;
    }

    /** The label's value. */
    public String label() {
        return label;
    }
}
