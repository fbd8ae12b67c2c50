package dev.hearth.platform.pool;

import java.util.function.Consumer;

/** What a pool is made of. Tests replace single parts by wrong ones, to see that the simulation finds them. */
class Parts {
    Work work(PoolSettings settings, Consumer<Command> commands) {
        return new Work(settings, commands, turns(), leaseBook());
    }

    Turns turns() {
        return new Turns();
    }

    LeaseBook leaseBook() {
        return new LeaseBook();
    }

    Fleet fleet(PoolSettings settings, Consumer<Command> commands) {
        return new Fleet(settings, commands);
    }

    Demand demand(Work work, Fleet fleet) {
        return new Demand(work, fleet);
    }

    Sender sender(Consumer<Command> commands, Work work, Fleet fleet) {
        return new Sender(commands, work, fleet);
    }

    Recalls recalls(Consumer<Command> commands, Work work, Fleet fleet) {
        return new Recalls(commands, work, fleet);
    }

    Answers answers(Work work, Fleet fleet) {
        return new Answers(work, fleet);
    }

    Cancels cancels(Consumer<Command> commands, Work work, Fleet fleet) {
        return new Cancels(commands, work, fleet);
    }

    Shrinking shrinking(PoolSettings settings, Fleet fleet, Demand demand) {
        return new Shrinking(settings, fleet, demand);
    }

    Standstill standstill(PoolSettings settings, Work work, Fleet fleet) {
        return new Standstill(settings, work, fleet);
    }

    IdleClock idleClock(PoolSettings settings) {
        return new IdleClock(settings);
    }
}
