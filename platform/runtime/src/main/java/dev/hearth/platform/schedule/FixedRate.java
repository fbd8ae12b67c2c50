package dev.hearth.platform.schedule;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;

/** From one start to the next, however late the one was. Times that have passed are left out. */
record FixedRate(Duration period) implements Schedule {
    @Override
    public Instant getInitialExecutionTime(Instant now) {
        return now.plus(period);
    }

    @Override
    public Instant getNextExecutionTime(ExecutionComplete complete) {
        return after(complete.getExecution().getExecutionTime(), complete.getTimeDone());
    }

    Instant after(Instant planned, Instant now) {
        long missed = Math.max(0, Duration.between(planned, now).dividedBy(period));
        return planned.plus(period.multipliedBy(missed + 1));
    }

    @Override
    public boolean isDeterministic() {
        return false;
    }
}
