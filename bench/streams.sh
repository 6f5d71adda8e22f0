#!/bin/sh
# Streams of Fluxmart beside those of others; docs/load-tests.md says what and how. Options: -Dstreams=10000 -Drounds=5 …
set -eu
cd "$(dirname "$0")/.."
if [ ! -d bench/express/node_modules ] && command -v npm > /dev/null; then
  (cd bench/express && npm ci --ignore-scripts)
fi
mvn -B -ntp -q -Pload test-compile
exec java -Dlogback.configurationFile=logback-load.xml "$@" -cp "target/test-classes:target/classes:$(cat target/load/load.classpath)" io.fluxmart.load.bench.StreamBench
