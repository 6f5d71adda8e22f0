#!/bin/sh
# Lays out under target/image what goes into the image, each folder a layer: libraries, the service, and an AOT cache for exactly the
# Java of the image. pom.xml, profile "image", calls it: lay-out.sh <java home> <version of the image's Java>
set -eu
java_home="$1"
wanted="$2"
cd "$(dirname "$0")/../../target"
rm -rf image
"$java_home/bin/java" -Djarmode=tools -jar fluxmart.jar extract --destination image/all
mkdir -p image/libraries image/service image/cache
# The cache is good for files of the same size and age only, and the image's files are all of this age.
find image/all -type f -exec touch -d @1 {} +

found="$("$java_home/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.runtime.version = \([0-9.+]*\).*/\1/p')"
if [ "$found" = "$wanted" ]; then
  # A start without stores, up to the moment before anything would talk to them.
  (cd image/all && FLUXMART_AUTH_TOKEN_SECRET=0123456789012345678901234567890123 SPRING_R2DBC_URL=r2dbc:postgresql://localhost/none SPRING_R2DBC_USERNAME=none \
    SPRING_LIQUIBASE_ENABLED=false FLUXMART_MONGO_MIGRATE_AT_START=false \
    "$java_home/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseG1GC -XX:+UseCompactObjectHeaders -XX:AOTCacheOutput=../cache/fluxmart.aot \
    -Dspring.context.exit=onRefresh -jar fluxmart.jar > ../training.log 2>&1) || { cat image/training.log >&2; exit 1; }
  touch -d @1 image/cache/fluxmart.aot
else
  echo "No AOT cache: it has to be made by Java $wanted, and $java_home is $found. The service starts without, and later." >&2
fi
mv image/all/lib image/libraries/lib
mv image/all/fluxmart.jar image/service/
rmdir image/all
