package io.fluxmart.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Speaks TLS in place of a store that does not, and passes on what comes out of it. Clients name it 127.0.0.1. */
public final class TlsFront implements AutoCloseable {

    /** How a connection becomes an encrypted one. */
    public enum Opening {
        /** From the first byte on. */
        AT_ONCE,
        /** When PostgreSQL's client asks for it (PostgreSQL documentation, "SSL Session Encryption"). */
        ON_REQUEST
    }

    private static final int SSL_REQUEST = 8;

    private final ServerSocket door;
    private final SSLContext context;
    private final Opening opening;
    private final String host;
    private final int port;

    public TlsFront(String host, int port, Opening opening, ServerCertificate certificate) {
        this.host = host;
        this.port = port;
        this.opening = opening;
        try {
            this.context = contextOf(certificate);
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
        daemon(this::accept);
    }

    private static SSLContext contextOf(ServerCertificate pem) throws IOException, GeneralSecurityException {
        Certificate certificate;
        try (InputStream in = Files.newInputStream(pem.certificate())) {
            certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        String key = Files.readString(pem.key()).replaceAll("-----[A-Z ]+-----|\\s", "");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server",
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))),
                new char[0],
                new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    public int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                daemon(() -> serve(client));
            } catch (IOException closing) {
                // The next look at the door tells.
            }
        }
    }

    private void serve(Socket client) {
        try (Socket plain = client;
                Socket store = new Socket(host, port)) {
            if (opening == Opening.ON_REQUEST) {
                plain.getInputStream().readNBytes(SSL_REQUEST);
                plain.getOutputStream().write('S');
            }
            SSLSocket encrypted = (SSLSocket) context.getSocketFactory().createSocket(plain, null, false);
            encrypted.setUseClientMode(false);
            encrypted.startHandshake();
            daemon(() -> pump(store, encrypted));
            encrypted.getInputStream().transferTo(store.getOutputStream());
        } catch (IOException refusedOrGone) {
            // Either end; the client notices.
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // So is the other end.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tls-front");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
