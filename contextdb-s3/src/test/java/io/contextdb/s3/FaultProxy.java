package io.contextdb.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a store on the loopback address, passes requests and answers on byte by byte, and lets
 * chosen ones go wrong. Each connection of a client has a thread and a connection to the store.
 */
final class FaultProxy implements AutoCloseable {
    private final int target;
    private final ServerSocket server;
    private final List<Plan> plans = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** Requests that begin like {@code start} go wrong, the next {@code times} of them. */
    private record Plan(String start, Fault fault, AtomicInteger times) {}

    /** Begins to listen, in front of a store at a port. */
    FaultProxy(int target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("fault-proxy").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /**
     * Lets requests go wrong.
     *
     * @param start what their first line begins with, as in {@code PUT /bucket/key}
     */
    void fail(String start, Fault fault, int times) {
        plans.add(new Plan(start, fault, new AtomicInteger(times)));
    }

    /** How many requests came whose first line begins like this. */
    long count(String start) {
        return requests.stream().filter(line -> line.startsWith(start)).count();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                Thread.ofPlatform().daemon().name("fault-proxy-connection").start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket store = new Socket(InetAddress.getLoopbackAddress(), target)) {
            sockets.add(store);
            boolean open = true;
            while (open) {
                HttpMessage request = HttpMessage.read(client.getInputStream(), false);
                requests.add(request.start());
                Fault fault = next(request.start());
                open = fault == null ? pass(request, client, store) : spoil(fault, request, client, store);
            }
        } catch (IOException e) {
            // Either side has gone; so has the connection.
            sockets.remove(client);
        }
    }

    private @Nullable Fault next(String line) {
        for (Iterator<Plan> left = plans.iterator(); left.hasNext(); ) {
            Plan plan = left.next();
            if (line.startsWith(plan.start) && plan.times.getAndDecrement() > 0) {
                return plan.fault;
            }
        }
        return null;
    }

    private static HttpMessage forward(HttpMessage request, Socket store) throws IOException {
        write(store, request.head(), request.body());
        return HttpMessage.read(store.getInputStream(), request.start().startsWith("HEAD"));
    }

    private static boolean pass(HttpMessage request, Socket client, Socket store) throws IOException {
        HttpMessage answer = forward(request, store);
        write(client, answer.head(), answer.body());
        return true;
    }

    /** Returns whether the connection goes on. */
    private static boolean spoil(Fault fault, HttpMessage request, Socket client, Socket store) throws IOException {
        switch (fault) {
            case ERROR -> answer(client, "500 Internal Server Error", "InternalError");
            case SLOW_DOWN -> answer(client, "503 Slow Down", "SlowDown");
            case EXPIRED -> answer(client, "400 Bad Request", "ExpiredToken");
            case SILENCE -> client.getInputStream().transferTo(OutputStream.nullOutputStream());
            case LOST_ANSWER -> forward(request, store);
            case TRUNCATED -> {
                HttpMessage answer = forward(request, store);
                byte[] half = new byte[answer.body().length / 2];
                System.arraycopy(answer.body(), 0, half, 0, half.length);
                write(client, answer.head(), half);
            }
        }
        return false;
    }

    private static void answer(Socket client, String status, String code) throws IOException {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code
                + "</Code><Message>said the proxy" + "</Message></Error>";
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n";
        write(client, head.getBytes(StandardCharsets.US_ASCII), body.getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(Socket socket, byte[] head, byte[] body) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(head);
        out.write(body);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
