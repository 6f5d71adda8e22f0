#!/bin/sh
# One whole copy of the database in one snapshot, beside which the shop goes on selling. The usual PG* variables say where it is.
#   BACKUP_DIR  where copies are kept           BACKUP_KEEP  how many, 48 unless told
set -eu
umask 077
: "${BACKUP_DIR:?}"
copy="$BACKUP_DIR/postgres-$(date -u +%Y%m%dT%H%M%SZ).dump"
trap 'rm -f "$copy.part"' EXIT
pg_dump --format=custom --no-owner --no-privileges --file="$copy.part"
pg_restore --list "$copy.part" > /dev/null
sync "$copy.part"
mv "$copy.part" "$copy"
find "$BACKUP_DIR" -name 'postgres-*.dump' | sort -r | tail -n "+$((${BACKUP_KEEP:-48} + 1))" | xargs -r rm -f --
echo "copied $(stat -c %s "$copy") bytes to $copy"
