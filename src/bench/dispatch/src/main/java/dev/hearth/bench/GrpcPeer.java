package dev.hearth.bench;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** gRPC, one unary call for each message: bytes without Protocol Buffers, no thread but the event loops', native sockets where there are. */
final class GrpcPeer implements Peer {
    private static final MethodDescriptor<byte[], byte[]> PLUS_ONE = MethodDescriptor.newBuilder(
                    new Bytes(), new Bytes())
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName("bench.Adder", "PlusOne"))
            .build();

    @Override
    public int serve() throws IOException {
        ServerServiceDefinition service = ServerServiceDefinition.builder("bench.Adder")
                .addMethod(PLUS_ONE, ServerCalls.asyncUnaryCall((message, answer) -> {
                    answer.onNext(Message.plusOne(message));
                    answer.onCompleted();
                }))
                .build();
        return NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .directExecutor()
                .addService(service)
                .build()
                .start()
                .getPort();
    }

    @Override
    public Caller connect(List<Integer> ports) {
        List<ManagedChannel> channels = new ArrayList<>();
        for (int port : ports) {
            channels.add(NettyChannelBuilder.forAddress("127.0.0.1", port)
                    .usePlaintext()
                    .directExecutor()
                    .build());
        }
        return (worker, message, answered) -> ClientCalls.asyncUnaryCall(
                channels.get(worker).newCall(PLUS_ONE, CallOptions.DEFAULT), message, new Answer(answered));
    }

    private record Answer(Consumer<byte[]> answered) implements StreamObserver<byte[]> {
        @Override
        public void onNext(byte[] message) {
            answered.accept(message);
        }

        @Override
        public void onError(Throwable failure) {
            // Whoever waits for the answer gives up after a time, and this is why.
            System.err.println("gRPC: a call failed: " + failure);
        }

        @Override
        public void onCompleted() {}
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
