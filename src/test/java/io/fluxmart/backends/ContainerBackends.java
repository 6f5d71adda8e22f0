package io.fluxmart.backends;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The stores in containers, MongoDB as a replica set of one; Testcontainers removes them with the JVM. */
public final class ContainerBackends implements Backends {

    private static final int REDIS_PORT = 6379;

    private final PostgreSQLContainer postgres = new PostgreSQLContainer(DockerImageName.parse("postgres:18-alpine"));
    private final MongoDBContainer mongo = new MongoDBContainer(DockerImageName.parse("mongo:8")).withReplicaSet();
    private final GenericContainer<?> redis =
            new GenericContainer<>(DockerImageName.parse("redis:8-alpine")).withExposedPorts(REDIS_PORT);

    @Override
    public PostgresAddress postgres() {
        postgres.start();
        return new PostgresAddress(
                postgres.getHost(),
                postgres.getFirstMappedPort(),
                postgres.getDatabaseName(),
                postgres.getUsername(),
                postgres.getPassword());
    }

    @Override
    public String mongoUri() {
        mongo.start();
        return mongo.getReplicaSetUrl("fluxmart");
    }

    @Override
    public String redisUrl() {
        redis.start();
        return "redis://" + redis.getHost() + ":" + redis.getMappedPort(REDIS_PORT);
    }

    @Override
    public void close() {
        redis.stop();
        mongo.stop();
        postgres.stop();
    }
}
