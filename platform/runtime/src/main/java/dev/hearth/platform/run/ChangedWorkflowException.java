package dev.hearth.platform.run;

import dev.hearth.HearthException;

/** A workflow's code no longer gives the steps that the journal has of its run. */
class ChangedWorkflowException extends HearthException {
    private static final long serialVersionUID = 1L;

    ChangedWorkflowException(String message) {
        super(message);
    }
}
