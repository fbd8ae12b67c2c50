package dev.hearth.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The main of the JVMs that a benchmark starts: workers and drivers. */
final class ChildMain {
    private ChildMain() {}

    /** What a process does for each command. */
    @FunctionalInterface
    private interface Role {
        long[] command(String... words) throws Exception;
    }

    public static void main(String... arguments) {
        try {
            Role role = role(arguments);
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                Child.say(role.command(line.split(" ")));
            }
        } catch (Throwable failure) {
            System.err.println("Process '" + String.join(" ", arguments) + "' failed:");
            failure.printStackTrace();
        }
        // The benchmark has ended, or this process is of no use to it.
        Runtime.getRuntime().halt(1);
    }

    private static Role role(String... arguments) throws Exception {
        return switch (arguments[0]) {
            case "serve" -> worker(Peer.named(arguments[1]).serve());
            case "drive" -> driver(arguments[1], ports(arguments[2]));
            case "echo" -> worker(RoundTrips.serve());
            case "round-trips" -> roundTrips(RoundTrips.connect(Integer.parseInt(arguments[1])));
            default -> throw new IllegalArgumentException("No role is named '" + arguments[0] + "'.");
        };
    }

    private static Role worker(int port) {
        Child.say(port);
        return words -> new long[] {port};
    }

    private static Role driver(String peer, List<Integer> ports) throws Exception {
        Peer.Caller caller = Peer.named(peer).connect(ports);
        Child.say(0);
        return words -> {
            Load.Rate rate = Load.run(
                    caller, ports.size(), Integer.parseInt(words[0]), Duration.ofMillis(Long.parseLong(words[1])));
            return new long[] {rate.elements(), rate.nanos()};
        };
    }

    private static Role roundTrips(RoundTrips socket) {
        Child.say(0);
        return words -> {
            int count = Integer.parseInt(words[1]);
            RoundTrips.Times times = words[0].equals("waiting") ? socket.waiting(count) : socket.onLoop(count);
            return new long[] {times.p50(), times.p99()};
        };
    }

    private static List<Integer> ports(String list) {
        return Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
    }
}
