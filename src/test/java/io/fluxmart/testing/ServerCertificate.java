package io.fluxmart.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate for 127.0.0.1 that nobody vouches for but itself, as PEM files.
 *
 * @param certificate also the authority to name to whoever is to trust it
 */
public record ServerCertificate(Path certificate, Path key) {

    private static final String ALIAS = "server";
    private static final String PASSWORD = "changeit";

    public static ServerCertificate in(Path directory) {
        try {
            Path store = directory.resolve("server.p12");
            generate(store);
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            return new ServerCertificate(
                    pem(directory, "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()),
                    pem(
                            directory,
                            "PRIVATE KEY",
                            keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void generate(Path store) throws IOException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-alias",
                        ALIAS,
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        if (keytool.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("keytool makes no certificate in " + store);
        }
    }

    private static Path pem(Path directory, String what, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                directory.resolve(what.replace(' ', '-') + ".pem"),
                "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }
}
