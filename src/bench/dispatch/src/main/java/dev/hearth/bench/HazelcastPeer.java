package dev.hearth.bench;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Hazelcast's IExecutorService. Workers are members; the driver is a member without data. Tasks have Hazelcast's own binary form
 * (IdentifiedDataSerializable), answers come by callback. Members find each other by their addresses; nothing is reported home.
 */
final class HazelcastPeer implements Peer {
    /** The first member's; the others take those behind it. */
    private static final int FIRST_PORT = 25_701;

    private static final int PORTS = 50;
    private static final String EXECUTOR = "adder";
    private static final int FACTORY = 1;

    @Override
    public int serve() {
        return start(false).getCluster().getLocalMember().getAddress().getPort();
    }

    @Override
    public Caller connect(List<Integer> ports) throws InterruptedException {
        HazelcastInstance driver = start(true);
        List<Member> workers = new ArrayList<>();
        while (workers.size() < ports.size()) {
            workers.clear();
            for (Member member : driver.getCluster().getMembers()) {
                if (ports.contains(member.getAddress().getPort())) {
                    workers.add(member);
                }
            }
            Thread.sleep(100);
        }
        IExecutorService executor = driver.getExecutorService(EXECUTOR);
        return (worker, message, answered) ->
                executor.submitToMember(new PlusOne(message), workers.get(worker), new Answer(answered));
    }

    private static HazelcastInstance start(boolean driver) {
        Config config = new Config();
        config.setClusterName("hearth-bench-" + System.getProperty("bench.run"));
        config.setLiteMember(driver);
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "none");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.getNetworkConfig()
                .setPort(FIRST_PORT)
                .setPortCount(PORTS)
                .getInterfaces()
                .setEnabled(true)
                .addInterface("127.0.0.1");
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).addMember("127.0.0.1:" + FIRST_PORT);
        config.getJetConfig().setEnabled(false);
        config.getSerializationConfig().addDataSerializableFactory(FACTORY, type -> new PlusOne());
        return Hazelcast.newHazelcastInstance(config);
    }

    private record Answer(Consumer<byte[]> answered) implements ExecutionCallback<byte[]> {
        @Override
        public void onResponse(byte[] message) {
            answered.accept(message);
        }

        @Override
        public void onFailure(Throwable failure) {
            // Whoever waits for the answer gives up after a time, and this is why.
            System.err.println("Hazelcast: a task failed: " + failure);
        }
    }

    /** The task. */
    private static final class PlusOne implements Callable<byte[]>, IdentifiedDataSerializable {
        private byte[] message;

        PlusOne() {
            this(new byte[0]);
        }

        PlusOne(byte[] message) {
            this.message = message;
        }

        @Override
        public byte[] call() {
            return Message.plusOne(message);
        }

        @Override
        public int getFactoryId() {
            return FACTORY;
        }

        @Override
        public int getClassId() {
            return 1;
        }

        @Override
        public void writeData(ObjectDataOutput out) throws IOException {
            out.writeByteArray(message);
        }

        @Override
        public void readData(ObjectDataInput in) throws IOException {
            message = in.readByteArray();
        }
    }
}
