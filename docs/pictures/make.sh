#!/usr/bin/env bash
# Makes the pictures of README.md again: mvn -q -DskipTests package && docs/pictures/make.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset ECG_MITDB_DIR # pictures of simulated records: PhysioNet's do not enter the repository
for example in Task1Visualise Task3Features ExplainPrediction; do
  (cd "$work" && java -cp "$OLDPWD/ecg-examples/target/ecg/lib/*" "org.ecg4j.examples.$example")
done
for picture in task1-strip task3-spectrograms explanation; do
  cp "$work/ecg-examples-output/$picture.png" docs/pictures/
done
