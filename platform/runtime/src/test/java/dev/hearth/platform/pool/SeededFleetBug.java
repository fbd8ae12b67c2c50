package dev.hearth.platform.pool;

import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Pools with one bug each, in how they grow and shrink and take in replicas that name themselves: the simulation must find every one of them. */
enum SeededFleetBug {
    THE_NEWEST_PLACE_IS_TAKEN(new Parts() {
        @Override
        Fleet fleet(PoolSettings settings, Consumer<Command> commands) {
            return new Fleet(settings, commands) {
                @Override
                @Nullable
                Replica awaited() {
                    Replica newest = null;
                    for (Replica replica : replicas.values()) {
                        newest = replica.phase == PoolState.ReplicaState.Phase.STARTING ? replica : newest;
                    }
                    return newest;
                }
            };
        }
    }),
    WHOEVER_COMES_IS_ADOPTED(new Parts() {
        @Override
        Fleet fleet(PoolSettings settings, Consumer<Command> commands) {
            return new Fleet(settings, commands) {
                @Override
                boolean adopts() {
                    return true;
                }
            };
        }
    }),
    NOBODY_IS_ADOPTED(new Parts() {
        @Override
        Fleet fleet(PoolSettings settings, Consumer<Command> commands) {
            return new Fleet(settings, commands) {
                @Override
                boolean adopts() {
                    return false;
                }
            };
        }
    }),
    WHAT_WAS_LET_GO_IS_ADOPTED_AGAIN(new Parts() {
        @Override
        Fleet fleet(PoolSettings settings, Consumer<Command> commands) {
            return new Fleet(settings, commands) {
                @Override
                boolean adopts() {
                    return starting + ready < settings.replicas();
                }
            };
        }
    }),
    A_LOST_REPLICA_TAKES_ITS_PLACE_ALONG(new Parts() {
        @Override
        Fleet fleet(PoolSettings settings, Consumer<Command> commands) {
            return new Fleet(settings, commands) {
                @Override
                void lost(long now, Replica replica) {
                    super.lost(now, replica);
                    places = starting + ready;
                }
            };
        }
    }),
    PLACES_THAT_NOBODY_TAKES_STAY(new Parts() {
        @Override
        Fleet fleet(PoolSettings settings, Consumer<Command> commands) {
            return new Fleet(settings, commands) {
                @Override
                boolean warm() {
                    return ready > 0;
                }
            };
        }
    }),
    WHO_COMES_AGAIN_IS_THOUGHT_TO_HOLD_WHAT_IT_HELD(new Parts() {
        @Override
        Answers answers(Work work, Fleet fleet) {
            return new Answers(work, fleet) {
                @Override
                void cameAgain(long now, Replica before) {}
            };
        }
    }),
    WHO_COMES_AGAIN_IS_NEVER_TO_BLAME(new Parts() {
        @Override
        Answers answers(Work work, Fleet fleet) {
            return new Answers(work, fleet) {
                @Override
                void cameAgain(long now, Replica before) {
                    gone(now, before, "it came again", false);
                }
            };
        }
    }),
    THE_IDLE_TIME_OF_AN_EARLIER_LIFE_IS_FORGOTTEN(new Parts() {
        @Override
        IdleClock idleClock(PoolSettings settings) {
            return new IdleClock(settings) {
                @Override
                void inherit(long now, long idleSince) {}
            };
        }
    }),
    REPLICAS_OF_AN_EARLIER_LIFE_HAVE_NO_TIME_TO_COME(new Parts() {
        @Override
        IdleClock idleClock(PoolSettings settings) {
            return new IdleClock(settings) {
                @Override
                long next(Fleet fleet) {
                    OptionalLong since = since(fleet);
                    return since.isEmpty() ? Long.MAX_VALUE : since.getAsLong() + fleet.settings.ttlNanos();
                }
            };
        }
    }),
    ADOPTION_BEGINS_THE_TTL_ANEW(new Parts() {
        @Override
        IdleClock idleClock(PoolSettings settings) {
            return new IdleClock(settings) {
                @Override
                void adopted(long now) {
                    warmed(now);
                }
            };
        }
    }),
    DIRECT_WORK_IS_NOT_HEARD_OF(new Parts() {
        @Override
        Fleet fleet(PoolSettings settings, Consumer<Command> commands) {
            return new Fleet(settings, commands) {
                @Override
                void direct(Replica replica, int slots) {}
            };
        }
    }),
    DIRECT_WORK_IS_NO_REASON_TO_STAY(new Parts() {
        @Override
        Fleet fleet(PoolSettings settings, Consumer<Command> commands) {
            return new Fleet(settings, commands) {
                @Override
                void direct(Replica replica, int slots) {
                    super.direct(replica, slots);
                    direct = 0;
                }
            };
        }
    }),
    AN_ELASTIC_POOL_STARTS_ALL(new Parts() {
        @Override
        Demand demand(Work work, Fleet fleet) {
            return new Demand(work, fleet) {
                @Override
                int wanted() {
                    return super.wanted() == 0 ? 0 : work.settings.replicas();
                }
            };
        }
    }),
    A_LEAST_OF_NOTHING_IS_TAKEN_FOR_ALL(new Parts() {
        @Override
        Demand demand(Work work, Fleet fleet) {
            return new Demand(work, fleet) {
                @Override
                int wanted() {
                    return work.settings.minReplicas() == 0 ? work.settings.replicas() : super.wanted();
                }
            };
        }
    }),
    AN_ELASTIC_POOL_DOES_NOT_GROW(new Parts() {
        @Override
        Demand demand(Work work, Fleet fleet) {
            return new Demand(work, fleet) {
                @Override
                int wanted() {
                    return work.settings.elastic() ? Math.max(1, work.settings.minReplicas()) : super.wanted();
                }
            };
        }
    }),
    CAPS_OF_RUNS_DO_NOT_COUNT_FOR_GROWTH(new Parts() {
        @Override
        Demand demand(Work work, Fleet fleet) {
            return new Demand(work, fleet) {
                @Override
                int slotsFor(PoolRun run) {
                    return run.pending - run.delayed;
                }
            };
        }
    }),
    WHAT_PAUSES_COUNTS_FOR_GROWTH(new Parts() {
        @Override
        Demand demand(Work work, Fleet fleet) {
            return new Demand(work, fleet) {
                @Override
                int slotsFor(PoolRun run) {
                    return super.slotsFor(run) + run.delayed;
                }
            };
        }
    }),
    A_POOL_SHRINKS_BELOW_WHAT_IT_NEEDS(new Parts() {
        @Override
        Shrinking shrinking(PoolSettings settings, Fleet fleet, Demand demand) {
            return new Shrinking(settings, fleet, demand) {
                @Override
                int least() {
                    return super.least() - 1;
                }
            };
        }
    }),
    REPLICAS_GO_AS_SOON_AS_THEY_REST(new Parts() {
        @Override
        Shrinking shrinking(PoolSettings settings, Fleet fleet, Demand demand) {
            return new Shrinking(settings, fleet, demand) {
                @Override
                long due(Replica replica) {
                    return replica.idleSince;
                }
            };
        }
    }),
    THE_FIRST_TO_REST_GO_FIRST(new Parts() {
        @Override
        Shrinking shrinking(PoolSettings settings, Fleet fleet, Demand demand) {
            return new Shrinking(settings, fleet, demand) {
                @Override
                int kept(int least, int busy) {
                    return 0;
                }
            };
        }
    }),
    SINGLE_REPLICAS_STAY_FOR_THE_WHOLE_TTL(new Parts() {
        @Override
        Shrinking shrinking(PoolSettings settings, Fleet fleet, Demand demand) {
            return new Shrinking(settings, fleet, demand) {
                @Override
                void consider(long now) {}

                @Override
                long next() {
                    return Long.MAX_VALUE;
                }
            };
        }
    }),
    FREE_SLOTS_ARE_FILLED_IN_TURN(new Parts() {
        @Override
        Fleet fleet(PoolSettings settings, Consumer<Command> commands) {
            return new Fleet(settings, commands, new Openings(false));
        }
    });

    @SuppressWarnings("ImmutableEnumChecker") // it makes parts, and has no state
    private final Parts parts;

    SeededFleetBug(Parts parts) {
        this.parts = parts;
    }

    /** What a pool with this bug is made of. */
    Parts parts() {
        return parts;
    }
}
