#!/bin/sh
# A node that is asked for several times what it can do; docs/load-tests.md. Options: -Drounds=5 -Dseconds=10 -Dtimes=5
set -eu
cd "$(dirname "$0")/.."
mvn -B -ntp -q -Pload test-compile
exec java -Dlogback.configurationFile=logback-load.xml "$@" -cp "target/test-classes:target/classes:$(cat target/load/load.classpath)" io.fluxmart.load.bench.OverloadBench
