package dev.hearth.platform.journal;

/**
 * This platform's lease has run out and another platform has taken over what it worked on: nothing more is recorded, and whoever gets
 * this stops without telling anybody that something failed.
 */
public final class FencedException extends JournalException {
    private static final long serialVersionUID = 1L;

    FencedException(String application) {
        super("This platform of application '" + application
                + "' has lost its lease in the journal's database, and what it worked on goes on elsewhere.");
    }
}
