package dev.hearth.functions.replica;

import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.ToReplica;
import java.util.function.Consumer;

/** Whose link it is: says what runs behind it, and what its end means. Called on the link's event loop; one of the last three comes once. */
interface LinkOwner {
    /** The platform has let the replica in. */
    ReplicaEngine welcomed(ToReplica.Welcome welcome, Consumer<FromReplica> out);

    /** The hello was refused. */
    void refused(ToReplica.Refused refused);

    /** The goodbye was the last message. */
    void left();

    /** The link is closed, and nobody had asked for that. */
    void lost(String reason);
}
