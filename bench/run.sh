#!/bin/sh
# Compares Fluxmart with the baselines; docs/load-tests.md says what and how. Options: -Drounds=5 -Dseconds=5 …
set -eu
cd "$(dirname "$0")/.."
if [ ! -d bench/express/node_modules ] && command -v npm > /dev/null; then
  (cd bench/express && npm ci --ignore-scripts)
fi
if [ -n "${BENCH_JDK_HOME:-}" ]; then
  JAVA_HOME="$BENCH_JDK_HOME" mvn -B -ntp -q -f bench/mvc package
fi
mvn -B -ntp -q -Pload test-compile
exec java -Dlogback.configurationFile=logback-load.xml "$@" -cp "target/test-classes:target/classes:$(cat target/load/load.classpath)" io.fluxmart.load.bench.Bench
