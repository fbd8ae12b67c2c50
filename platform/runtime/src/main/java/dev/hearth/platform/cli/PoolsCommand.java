package dev.hearth.platform.cli;

import dev.hearth.platform.dispatch.PoolView;
import dev.hearth.platform.pool.PoolState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows the pools that have been used. */
@Command(
        name = "pools",
        description = "Shows the pools that have been used since the platform's start, with their replicas.")
final class PoolsCommand implements Callable<Integer> {
    private final HearthCommand hearth;

    PoolsCommand(HearthCommand hearth) {
        this.hearth = hearth;
    }

    @Override
    public Integer call() {
        return hearth.platform().with(this::show);
    }

    private int show(Client client) {
        try {
            hearth.terminal().out().write(text(client.pools()).getBytes(StandardCharsets.UTF_8));
            hearth.terminal().out().flush();
            return 0;
        } catch (IOException e) {
            throw CommandFailure.unread();
        }
    }

    static String text(List<PoolView> pools) {
        StringBuilder text = new StringBuilder();
        for (PoolView pool : pools) {
            if (pool.platform().isPresent()) {
                text.append("pool ")
                        .append(pool.environment())
                        .append("  elsewhere: in the platform at ")
                        .append(pool.platform().get())
                        .append("  identity ")
                        .append(pool.identity())
                        .append('\n');
                continue;
            }
            PoolState state = pool.state();
            text.append("pool ")
                    .append(pool.environment())
                    .append("  ")
                    .append(pool.retired() ? "retired, " : "")
                    .append(lower(state.phase()))
                    .append("  queued ")
                    .append(state.queued())
                    .append("  running ")
                    .append(state.leased())
                    .append("  identity ")
                    .append(pool.identity())
                    .append("\n  class archive: ")
                    .append(pool.archive())
                    .append('\n');
            for (PoolState.ReplicaState replica : state.replicas()) {
                text.append("  replica ")
                        .append(replica.name())
                        .append("  ")
                        .append(lower(replica.phase()))
                        .append("  running ")
                        .append(replica.leased())
                        .append("  done ")
                        .append(replica.completed())
                        .append('\n');
            }
            if (!state.trouble().isEmpty()) {
                text.append("  replicas are not there yet: ")
                        .append(state.trouble())
                        .append('\n');
            }
            if (!state.lastStartFailure().isEmpty()) {
                text.append("  the last start failed: ")
                        .append(state.lastStartFailure())
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String lower(Enum<?> phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }
}
