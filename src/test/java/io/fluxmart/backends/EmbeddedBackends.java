package io.fluxmart.backends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/** All three stores from the test class path, their data under one directory, which one process owns at a time. */
public final class EmbeddedBackends implements Backends {

    private final Path directory;
    private final FileLock ownership;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private EmbeddedPostgresServer postgres;
    private EmbeddedMongoServer mongo;
    private EmbeddedRedisServer redis;

    public EmbeddedBackends(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
        this.ownership = own(this.directory);
    }

    /** Without this, a second process would take the first one's servers for stale and stop them. */
    private static FileLock own(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel file = FileChannel.open(
                    directory.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = file.tryLock();
            if (lock == null) {
                throw new IllegalStateException("Another Fluxmart is running on the data in " + directory);
            }
            return lock;
        } catch (OverlappingFileLockException twice) {
            throw new IllegalStateException("Another Fluxmart is running on the data in " + directory, twice);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public synchronized PostgresAddress postgres() {
        if (postgres == null) {
            postgres = new EmbeddedPostgresServer(directory.resolve("postgres"));
            started.push(postgres);
        }
        return postgres.address();
    }

    @Override
    public synchronized String mongoUri() {
        if (mongo == null) {
            mongo = new EmbeddedMongoServer(directory.resolve("mongo"));
            started.push(mongo);
        }
        return mongo.uri();
    }

    @Override
    public synchronized String redisUrl() {
        if (redis == null) {
            redis = new EmbeddedRedisServer(directory.resolve("redis"));
            started.push(redis);
        }
        return redis.url();
    }

    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception stubborn) {
                System.err.println("A store did not stop: " + stubborn);
            }
        }
        try {
            ownership.channel().close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
