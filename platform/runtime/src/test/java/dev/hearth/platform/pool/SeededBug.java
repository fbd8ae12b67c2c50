package dev.hearth.platform.pool;

import dev.hearth.FailureKind;
import dev.hearth.functions.link.Failure;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Pools with one bug each: the simulation must find every one of them. */
enum SeededBug {
    A_RUN_MAY_RUN_ONE_MORE_THAN_ITS_CAP(new Parts() {
        @Override
        Turns turns() {
            return new Turns() {
                @Override
                boolean underCap(PoolRun run) {
                    return run.concurrency == 0 || run.running <= run.concurrency;
                }
            };
        }
    }),
    A_CAP_IS_NOT_GIVEN_BACK_AFTER_A_SECOND_ATTEMPT(new Parts() {
        @Override
        Turns turns() {
            return new Turns() {
                @Override
                void released(Element element, Replica replica) {
                    if (element.attempts % 5 == 1) {
                        super.released(element, replica);
                    } else {
                        element.run.leased--;
                        replica.countLease(element.run, -1);
                    }
                }
            };
        }
    }),
    THE_FIRST_RUN_KEEPS_ITS_TURN(new Parts() {
        @Override
        Turns turns() {
            return new Turns() {
                @Override
                void turnOver(ArrayDeque<PoolRun> circle) {}
            };
        }
    }),
    ANSWERS_COUNT_FROM_WHOEVER_GIVES_THEM(new Parts() {
        @Override
        LeaseBook leaseBook() {
            return new LeaseBook() {
                @Override
                @Nullable
                Element find(long lease, Replica replica) {
                    Element element = element(lease);
                    return element != null && element.replica != null ? element : null;
                }

                @Override
                void close(Element element, Replica replica) {
                    super.close(element, element.replica == null ? replica : element.replica);
                }
            };
        }
    }),
    LEASES_ARE_NAMED_BY_THEIR_ELEMENT(new Parts() {
        @Override
        LeaseBook leaseBook() {
            return new LeaseBook() {
                @Override
                long newId(Element element) {
                    return 1 + element.order + 1_000L * element.run.id.hashCode();
                }
            };
        }
    }),
    WHAT_COMES_BACK_GOES_TO_THE_END(new Parts() {
        @Override
        Work work(PoolSettings settings, Consumer<Command> commands) {
            return new Work(settings, commands, turns(), leaseBook()) {
                @Override
                void requeue(long now, Element element) {
                    if (element.deaths == 0) {
                        enqueue(now, element);
                    } else {
                        super.requeue(now, element);
                    }
                }
            };
        }
    }),
    WAITING_IS_NOT_SUMMED_OVER_ATTEMPTS(new Parts() {
        @Override
        Work work(PoolSettings settings, Consumer<Command> commands) {
            return new Work(settings, commands, turns(), leaseBook()) {
                @Override
                Lease lease(long now, Element element, Replica replica) {
                    Lease lease = super.lease(now, element, replica);
                    element.waiting().waitedNanos = 0;
                    return lease;
                }
            };
        }
    }),
    CANCELLING_FORGETS_WHAT_PAUSES_FOR_A_RETRY(new Parts() {
        @Override
        Work work(PoolSettings settings, Consumer<Command> commands) {
            return new Work(settings, commands, turns(), leaseBook()) {
                @Override
                void failWaiting(long now, PoolRun run, FailureKind kind, String message) {
                    int delayed = run.delayed;
                    run.delayed = 0;
                    super.failWaiting(now, run, kind, message);
                    run.delayed = delayed;
                }
            };
        }
    }),
    TERMINAL_FAILURES_ARE_RETRIED(new Parts() {
        @Override
        Answers answers(Work work, Fleet fleet) {
            return new Answers(work, fleet) {
                @Override
                boolean retries(Element element, Failure failure) {
                    return element.failures < element.limits.retry().retries();
                }
            };
        }
    }),
    ONE_RETRY_TOO_MANY(new Parts() {
        @Override
        Answers answers(Work work, Fleet fleet) {
            return new Answers(work, fleet) {
                @Override
                boolean retries(Element element, Failure failure) {
                    return failure.kind() == FailureKind.ERROR
                            && element.failures <= element.limits.retry().retries();
                }
            };
        }
    }),
    AN_ANSWER_DOES_NOT_CLEAR_A_SUSPECT(new Parts() {
        @Override
        Answers answers(Work work, Fleet fleet) {
            return new Answers(work, fleet) {
                @Override
                void clear(Element element) {}
            };
        }
    }),
    BYSTANDERS_ARE_BLAMED_FOR_A_DEATH(new Parts() {
        @Override
        Answers answers(Work work, Fleet fleet) {
            return new Answers(work, fleet) {
                @Override
                void blame(Element element, int position, Replica replica) {
                    element.deaths++;
                }
            };
        }
    }),
    NOBODY_IS_BLAMED_FOR_A_DEATH(new Parts() {
        @Override
        Answers answers(Work work, Fleet fleet) {
            return new Answers(work, fleet) {
                @Override
                void blame(Element element, int position, Replica replica) {}
            };
        }
    }),
    WHAT_WAS_GIVEN_BACK_COUNTS_AS_AN_ATTEMPT(new Parts() {
        @Override
        Answers answers(Work work, Fleet fleet) {
            return new Answers(work, fleet) {
                @Override
                void notBegun(Element element) {}
            };
        }
    }),
    LOST_LEASES_ARE_NOT_MISSED(new Parts() {
        @Override
        Answers answers(Work work, Fleet fleet) {
            return new Answers(work, fleet) {
                @Override
                boolean lost(long now, Element element) {
                    return false;
                }
            };
        }
    }),
    LEASES_ON_THEIR_WAY_COUNT_AS_LOST(new Parts() {
        @Override
        Answers answers(Work work, Fleet fleet) {
            return new Answers(work, fleet) {
                @Override
                boolean lost(long now, Element element) {
                    return true;
                }
            };
        }
    }),
    SUSPECTS_SHARE_A_REPLICA(new Parts() {
        @Override
        Sender sender(Consumer<Command> commands, Work work, Fleet fleet) {
            return new Sender(commands, work, fleet) {
                @Override
                void isolate(Replica replica) {}
            };
        }
    }),
    WHAT_RUNS_IS_CALLED_BACK(new Parts() {
        @Override
        Recalls recalls(Consumer<Command> commands, Work work, Fleet fleet) {
            return new Recalls(commands, work, fleet) {
                @Override
                int waiting(Replica replica) {
                    return 2 * replica.held;
                }
            };
        }
    }),
    NOTHING_IS_CALLED_BACK(new Parts() {
        @Override
        Recalls recalls(Consumer<Command> commands, Work work, Fleet fleet) {
            return new Recalls(commands, work, fleet) {
                @Override
                void consider(long now) {}
            };
        }
    }),
    SILENT_REPLICAS_ARE_KEPT(new Parts() {
        @Override
        Fleet fleet(PoolSettings settings, Consumer<Command> commands) {
            return new Fleet(settings, commands) {
                @Override
                List<Replica> overdue(long now) {
                    return super.overdue(now).stream()
                            .filter(r -> r.phase == PoolState.ReplicaState.Phase.STARTING)
                            .toList();
                }
            };
        }
    }),
    ANSWERS_ARE_NO_SIGN_OF_LIFE(new Parts() {
        @Override
        Fleet fleet(PoolSettings settings, Consumer<Command> commands) {
            return new Fleet(settings, commands) {
                @Override
                void heard(long now, Replica replica) {
                    if (replica.sent == 0) {
                        super.heard(now, replica);
                    }
                }
            };
        }
    }),
    STARTING_IS_TRIED_FOR_EVER(new Parts() {
        @Override
        Fleet fleet(PoolSettings settings, Consumer<Command> commands) {
            return new Fleet(settings, commands) {
                @Override
                boolean startFailed(long now, Replica replica, String reason, boolean refused) {
                    super.startFailed(now, replica, reason, refused);
                    workCame();
                    return false;
                }
            };
        }
    }),
    A_REFUSED_START_IS_TRIED_AGAIN(new Parts() {
        @Override
        Fleet fleet(PoolSettings settings, Consumer<Command> commands) {
            return new Fleet(settings, commands) {
                @Override
                boolean startFailed(long now, Replica replica, String reason, boolean refused) {
                    return super.startFailed(now, replica, reason, false);
                }
            };
        }
    }),
    THE_TTL_BEGINS_BEFORE_A_SLOW_START_HAS_ENDED(new Parts() {
        @Override
        IdleClock idleClock(PoolSettings settings) {
            return new IdleClock(settings) {
                @Override
                long next(Fleet fleet) {
                    int starting = fleet.starting;
                    fleet.starting = 0;
                    long next = super.next(fleet);
                    fleet.starting = starting;
                    return next;
                }
            };
        }
    }),
    THE_TTL_BEGINS_WHEN_THE_ENVIRONMENT_IS_WARM(new Parts() {
        @Override
        IdleClock idleClock(PoolSettings settings) {
            return new IdleClock(settings) {
                private boolean any;

                @Override
                void work(long now, boolean any) {
                    this.any = any;
                }

                @Override
                long next(Fleet fleet) {
                    return any ? Long.MAX_VALUE : super.next(fleet);
                }
            };
        }
    }),
    IDLE_REPLICAS_STAY(new Parts() {
        @Override
        IdleClock idleClock(PoolSettings settings) {
            return new IdleClock(settings) {
                @Override
                long next(Fleet fleet) {
                    return Long.MAX_VALUE;
                }
            };
        }
    }),
    A_FRESH_REPLICA_IS_USED_AGAIN(new Parts() {
        @Override
        Fleet fleet(PoolSettings settings, Consumer<Command> commands) {
            return new Fleet(settings, commands) {
                @Override
                void retire(long now, Replica replica) {
                    if (replica.held == 0) {
                        replica.sent = 0;
                        openings.update(replica);
                    }
                }
            };
        }
    }),
    A_FRESH_REPLICA_STAYS_AFTER_ITS_ELEMENT(new Parts() {
        @Override
        Fleet fleet(PoolSettings settings, Consumer<Command> commands) {
            return new Fleet(settings, commands) {
                @Override
                void retire(long now, Replica replica) {}
            };
        }
    }),
    FRESH_REPLICAS_START_WHATEVER_THE_CAP_OF_THE_RUN(new Parts() {
        @Override
        Demand demand(Work work, Fleet fleet) {
            return new Demand(work, fleet) {
                @Override
                int wantedBy(PoolRun run) {
                    return run.pending - run.leased - run.delayed;
                }
            };
        }
    }),
    FRESH_REPLICAS_THAT_LEAVE_DO_NOT_COUNT_FOR_THEIR_RUN(new Parts() {
        @Override
        Demand demand(Work work, Fleet fleet) {
            return new Demand(work, fleet) {
                @Override
                int wantedBy(PoolRun run) {
                    int leaving = run.leaving;
                    run.leaving = 0;
                    int wanted = super.wantedBy(run);
                    run.leaving = leaving;
                    return wanted;
                }
            };
        }
    }),
    FRESH_REPLICAS_THAT_LEAVE_TAKE_NO_ROOM(new Parts() {
        @Override
        Demand demand(Work work, Fleet fleet) {
            return new Demand(work, fleet) {
                @Override
                int taken(Fleet fleet) {
                    return fleet.starting + fleet.ready;
                }
            };
        }
    }),
    FRESH_REPLICAS_START_FOR_WHAT_PAUSES(new Parts() {
        @Override
        Demand demand(Work work, Fleet fleet) {
            return new Demand(work, fleet) {
                @Override
                int wantedBy(PoolRun run) {
                    return super.wantedBy(run) + run.delayed;
                }
            };
        }
    }),
    FRESH_REPLICAS_OF_CANCELLED_ELEMENTS_STAY(new Parts() {
        @Override
        Demand demand(Work work, Fleet fleet) {
            return new Demand(work, fleet) {
                @Override
                List<Replica> surplus(int count) {
                    return List.of();
                }
            };
        }
    }),
    FRESH_REPLICAS_ARE_NOT_STARTED_AFTER_A_FAILED_START(new Parts() {
        @Override
        Fleet fleet(PoolSettings settings, Consumer<Command> commands) {
            return new Fleet(settings, commands) {
                @Override
                long nextStart(int missing) {
                    return settings.fresh() ? Long.MAX_VALUE : super.nextStart(missing);
                }
            };
        }
    }),
    CANCELLED_TASKS_ARE_WAITED_FOR(new Parts() {
        @Override
        Cancels cancels(Consumer<Command> commands, Work work, Fleet fleet) {
            return new Cancels(commands, work, fleet) {
                @Override
                long next() {
                    return Long.MAX_VALUE;
                }
            };
        }
    });

    @SuppressWarnings("ImmutableEnumChecker") // it makes parts, and has no state
    private final Parts parts;

    SeededBug(Parts parts) {
        this.parts = parts;
    }

    /** What a pool with this bug is made of. */
    Parts parts() {
        return parts;
    }
}
