#!/usr/bin/env bash
# Reads a simulated database of more than 200,000 four-second windows in a JVM with 64 MB of heap, its samples memory-mapped.
# Usage: checks/large-database.sh [patients] [minutes] [heap]   (defaults: 96 30 64m)
# Needs a compiled ecg-core (mvn -pl ecg-core test-compile) and about 350 MB in $TMPDIR.
set -euo pipefail
cd "$(dirname "$0")/.."
patients=${1:-96} minutes=${2:-30} heap=${3:-64m}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mvn -q -B -pl ecg-core dependency:build-classpath -Dmdep.includeScope=test "-Dmdep.outputFile=$folder/classpath"
check=(-cp "ecg-core/target/test-classes:ecg-core/target/classes:$(cat "$folder/classpath")" org.ecg4j.dataset.LargeDatabaseCheck)
java "${check[@]}" simulate "$folder/db" "$patients" "$minutes"
echo "files            $(du -sm "$folder/db" | cut -f1) MB; load average $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || echo unknown)"
java "-Xmx$heap" "${check[@]}" iterate "$folder/db"
