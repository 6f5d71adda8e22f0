#!/bin/sh
# One whole copy of the database's documents.
#   MONGO_URI  where it is      BACKUP_DIR  where copies are kept      BACKUP_KEEP  how many, 48 unless told
set -eu
umask 077
: "${BACKUP_DIR:?}" "${MONGO_URI:?}"
copy="$BACKUP_DIR/mongo-$(date -u +%Y%m%dT%H%M%SZ).archive.gz"
config="$(mktemp)"
trap 'rm -f "$copy.part" "$config"' EXIT
printf 'uri: "%s"\n' "$MONGO_URI" > "$config" # not as an argument, which other processes can read
mongodump --config="$config" ${MONGO_TLS_CA:+--ssl --sslCAFile="$MONGO_TLS_CA"} --readPreference=secondaryPreferred --archive="$copy.part" --gzip --quiet
gzip -t "$copy.part"
sync "$copy.part"
mv "$copy.part" "$copy"
find "$BACKUP_DIR" -name 'mongo-*.archive.gz' | sort -r | tail -n "+$((${BACKUP_KEEP:-48} + 1))" | xargs -r rm -f --
echo "copied $(stat -c %s "$copy") bytes to $copy"
