package io.fluxmart.testing;

import com.mongodb.ConnectionString;
import com.mongodb.ServerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between the service and a store, and can be cut, or hold everything back. */
public final class TcpProxy implements AutoCloseable {

    private final String host;
    private final int targetPort;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Socket> stranded = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;
    private boolean isHeld;

    public TcpProxy(String host, int targetPort) {
        this.host = host;
        this.targetPort = targetPort;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        daemon(this::accept);
    }

    /** Stands before the MongoDB that the tests use. */
    public static TcpProxy beforeMongo() {
        ServerAddress address = new ServerAddress(
                new ConnectionString(SharedBackends.mongoUri()).getHosts().get(0));
        return new TcpProxy(address.getHost(), address.getPort());
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Breaks all connections and refuses new ones. */
    public void cut() {
        isCut = true;
        sockets.forEach(TcpProxy::close);
        release();
    }

    /** Keeps all connections and passes nothing on until mended, like a server that froze. */
    public synchronized void hold() {
        isHeld = true;
    }

    /** The connections there are stay open, and nothing passes on them ever again; new ones work. */
    public void strand() {
        stranded.addAll(sockets);
    }

    public void mend() {
        isCut = false;
        release();
    }

    private synchronized void release() {
        isHeld = false;
        notifyAll();
    }

    private synchronized void awaitRelease() throws IOException {
        try {
            while (isHeld) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (isCut) {
                    close(client);
                } else {
                    connect(client);
                }
            } catch (IOException closing) {
                // The next look at the door tells.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket target = new Socket(host, targetPort);
        sockets.add(client);
        sockets.add(target);
        daemon(() -> pump(client, target));
        daemon(() -> pump(target, client));
    }

    private void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8_192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                awaitRelease();
                if (!stranded.contains(from)) {
                    out.write(buffer, 0, count);
                }
            }
        } catch (IOException broken) {
            // Either end is gone; so is the other.
        } finally {
            close(from);
            close(to);
            List.of(from, to).forEach(sockets::remove);
            List.of(from, to).forEach(stranded::remove);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // It is what we wanted.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        cut();
        try {
            door.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
