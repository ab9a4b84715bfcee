#!/usr/bin/env bash
# Gets the Native AOT compiler pack for a runtime, of the newest framework for which the feed has one, and writes down
# which that is, for the tests that publish. Usage: eng/restore-native.sh linux-x64
set -euo pipefail
cd "$(dirname "$0")/.."

folder=artifacts/native-tests
mkdir -p "$folder"
for framework in net10.0 net9.0; do
  if dotnet restore Onboarding.Functions -r "$1" -p:PublishAot=true -p:OnboardingTargetFramework="$framework" \
    --artifacts-path "$folder/intermediate" -v q > "$folder/restore.log" 2>&1; then
    echo "$framework" > "$folder/$1.framework"
    exit 0
  fi
done
rm -f "$folder/$1.framework"
echo "the feed has no Native AOT compiler pack for $1: $folder/restore.log" >&2
exit 1
