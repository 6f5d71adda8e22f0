#!/bin/sh
# How soon the packaged service is ready, and what it costs when idle; docs/load-tests.md. BENCH_JDK_HOME: a Java 25 or later.
set -eu
cd "$(dirname "$0")/.."
mvn -B -ntp -q -Pload -DskipTests package
rm -rf target/load/app
java -Djarmode=tools -jar target/fluxmart.jar extract --destination target/load/app > /dev/null
exec java -Dlogback.configurationFile=logback-load.xml "$@" -cp "target/test-classes:target/classes:$(cat target/load/load.classpath)" io.fluxmart.load.bench.StartBench target/load/app/fluxmart.jar
