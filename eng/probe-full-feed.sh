#!/usr/bin/env bash
# Where the feed has the packages of FullFeed=true: builds everything against them and runs what FullFeed adds, the Aspire
# graph included. Elsewhere one line says what is missing. Works on a copy: lock files and built output stay as they are.
set -euo pipefail
cd "$(dirname "$0")/.."

skip() {
  echo "FullFeed=true is not built here: $(grep -m1 -oE 'Unable to find package [^ ]+' <<<"$1" || tail -1 <<<"$1")"
  exit 0
}

# Aspire's SDK is the first thing that a build asks for, and the cheapest to ask for.
said=$(dotnet msbuild Onboarding.AppHost -getProperty:FullFeed -p:FullFeed=true -nologo 2>&1) || skip "$said"

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files --cached --others --exclude-standard | tar -c --files-from=- --ignore-failed-read | tar -x -C "$copy"
cd "$copy"
said=$(dotnet restore Onboarding.IntegrationTests -p:FullFeed=true --nologo 2>&1) || skip "$said"
dotnet build Onboarding.IntegrationTests -p:FullFeed=true --no-restore --nologo
dotnet test Onboarding.IntegrationTests --no-build --nologo --settings eng/tests.full-feed.runsettings
