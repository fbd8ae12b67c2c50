package dev.hearth.examples.cluster;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Runs in a pod, and is all of it: takes connections to a database that nobody can dial from there, and gives each to one of those that the
 * database's side has opened before.
 */
final class PostgresRelay {
    /** Where those who want the database connect. */
    static final int CLIENTS = 5432;

    /** Where the database's side keeps connections waiting. */
    static final int SPARES = 5433;

    /** Asks a waiting connection whether it still leads to the database, and says that it does. */
    static final int SIGN = 'G';

    private static final int MOST = 64;
    private static final long PATIENCE_SECONDS = 20;
    private static final int PATIENCE_MILLIS = 10_000;

    private PostgresRelay() {}

    /** Ends with its pod. */
    public static void main(String[] arguments) throws IOException {
        BlockingQueue<Socket> spares = new ArrayBlockingQueue<>(MOST);
        try (ServerSocket near = new ServerSocket(CLIENTS);
                ServerSocket far = new ServerSocket(SPARES)) {
            thread("spares", () -> {
                while (true) {
                    spares.put(far.accept());
                }
            });
            while (true) {
                Socket client = near.accept();
                thread("client", () -> relay(client, spares));
            }
        }
    }

    private static void relay(Socket client, BlockingQueue<Socket> spares) throws Exception {
        try (client) {
            while (true) {
                Socket spare = spares.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (spare == null) {
                    return;
                }
                try (spare) {
                    if (leads(spare)) {
                        join(client, spare);
                        return;
                    }
                }
            }
        }
    }

    private static boolean leads(Socket spare) {
        try {
            spare.setSoTimeout(PATIENCE_MILLIS);
            spare.getOutputStream().write(SIGN);
            boolean leads = spare.getInputStream().read() == SIGN;
            spare.setSoTimeout(0);
            return leads;
        } catch (IOException e) {
            return false;
        }
    }

    /** Carries bytes both ways until one side ends; then both do. */
    static void join(Socket one, Socket other) throws IOException, InterruptedException {
        one.setTcpNoDelay(true);
        other.setTcpNoDelay(true);
        Thread back = thread("back", () -> carry(other, one));
        carry(one, other);
        back.join();
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // The other direction has closed both.
        }
    }

    /** What a thread does until it ends. */
    interface Work {
        void run() throws Exception;
    }

    /** One that ends with its connections, or with the process. */
    static Thread thread(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (Exception e) {
                        System.err.println(name + ": " + e);
                    }
                },
                "postgres-relay-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
