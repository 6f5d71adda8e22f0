#!/bin/sh
# How reports, lists and a checkout grow with the number of orders; docs/load-tests.md. Option: -Dorders=10000,100000,1000000
set -eu
cd "$(dirname "$0")/.."
mvn -B -ntp -q -Pload test-compile
exec java -Dlogback.configurationFile=logback-load.xml "$@" -cp "target/test-classes:target/classes:$(cat target/load/load.classpath)" io.fluxmart.load.bench.GrowthBench
