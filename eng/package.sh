#!/usr/bin/env bash
# Publishes the functions as one native executable and packs it as artifacts/bootstrap.zip, which every function of
# template.yaml uploads. Same commit, same compiler: same bytes, so that a deployment without a change changes nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'HELP'
Usage: eng/package.sh [--architecture arm64|x86_64] [--framework net10.0|net9.0] [--image IMAGE] [--no-container]
                      [--output FOLDER] [--zip-only]

Makes artifacts/bootstrap/bootstrap (Native AOT, for Lambda's provided.al2023) and artifacts/bootstrap.zip.

  --architecture  What Lambda runs it on. Without it: arm64 where this machine can make that, else x86_64.
                  eng/deploy.sh reads it from the executable and sets the template's parameter Architecture.
  --framework     Without it: the newest for which the package feed has a Native AOT compiler.
  --image         Container image to compile in; without it public.ecr.aws/sam/build-dotnet10, AWS's own image with
                  Lambda's operating system and the .NET SDK.
  --no-container  Compiles on this machine itself.
  --output        Instead of artifacts, where template.yaml looks.
  --zip-only      Packs the artifacts/bootstrap/bootstrap that is there, without compiling.

Ways, in this order: a container of the wanted architecture (docker or podman, on a machine of that architecture),
this machine's own linker (clang), a cross linker (Debian: gcc-aarch64-linux-gnu).
HELP
}

fail() {
  echo "eng/package.sh: $*" >&2
  exit 1
}

need() {
  (($# > 1)) || fail "$1 needs a value"
}

architecture='' framework='' image=public.ecr.aws/sam/build-dotnet10 output=artifacts zip_only=false container=true
while (($#)); do
  case "$1" in
    --help | -h) usage; exit 0 ;;
    --zip-only) zip_only=true ;;
    --no-container) container=false ;;
    --architecture) need "$@"; architecture=$2; shift ;;
    --framework) need "$@"; framework=$2; shift ;;
    --image) need "$@"; image=$2; shift ;;
    --output) need "$@"; output=$2; shift ;;
    *) fail "unknown option $1; --help lists them" ;;
  esac
  shift
done

case "$(uname -m)" in
  x86_64 | amd64) own=x86_64 ;;
  aarch64 | arm64) own=arm64 ;;
  *) fail "this machine ($(uname -m)) is neither arm64 nor x86_64, the two that Lambda runs" ;;
esac
[[ "$architecture" =~ ^(arm64|x86_64|)$ ]] || fail "--architecture is arm64 or x86_64, not '$architecture'"

out=$output/bootstrap
executable=$out/bootstrap
package=$output/bootstrap.zip
work=$output/bootstrap-build
log=$output/package.log
mkdir -p "$output"

runtime_of() { [[ $1 == arm64 ]] && echo linux-arm64 || echo linux-x64; }

# The first engine that answers; a client without an engine is none.
engine() {
  local candidate
  [[ $container == true ]] || return 0
  for candidate in docker podman; do
    if command -v "$candidate" >/dev/null && "$candidate" info >/dev/null 2>&1; then
      echo "$candidate"
      return
    fi
  done
}

# How this machine can link for an architecture: container, linker, or nothing. An emulated container is no way: .NET's
# SDK does not run under QEMU (https://github.com/dotnet/dotnet-docker/issues/5355).
way_to() {
  if [[ $1 == "$own" && -n "$(engine)" ]]; then
    echo container
  elif [[ $(uname -s) != Linux ]]; then
    return
  elif [[ $1 == "$own" ]] && command -v clang >/dev/null; then
    echo linker
  elif [[ $1 != "$own" ]] && command -v clang >/dev/null \
    && command -v "$([[ $1 == arm64 ]] && echo aarch64 || echo x86_64)-linux-gnu-gcc" >/dev/null; then
    echo linker
  fi
}

# What makes the executable: no debug information, whose paths would make it differ from folder to folder.
publish_options() {
  echo "-c Release -r $(runtime_of "$1") -p:PublishAot=true -p:OnboardingTargetFramework=$2" \
    "-p:ContinuousIntegrationBuild=true -p:DebugType=none -p:NativeDebugSymbols=false" \
    "--artifacts-path $work -o $out -nodeReuse:false -v quiet -nologo"
}

# Whether the feed has the compiler for an architecture and a framework. It is looked up here even where a container
# compiles, with the same feed.
restores() {
  dotnet restore Onboarding.Functions -r "$(runtime_of "$1")" -p:PublishAot=true \
    -p:OnboardingTargetFramework="$2" --artifacts-path "$work" -v quiet >"$log" 2>&1
}

frameworks() { [[ -n "$framework" ]] && echo "$framework" || echo net10.0 net9.0; }

compile() {
  local way
  way=$(way_to "$1")
  echo "Compiling for $1 ($2, by $way); this takes a minute or two." >&2
  rm -rf "$out"
  # shellcheck disable=SC2046 # options are words
  case "$way" in
    container)
      # The sources are mounted where they are, so that a worktree finds its repository.
      "$(engine)" run --rm --user "$(id -u):$(id -g)" -e HOME=/tmp -e DOTNET_CLI_TELEMETRY_OPTOUT=1 \
        -e DOTNET_NOLOGO=1 -v "$PWD:$PWD" -w "$PWD" "$image" \
        dotnet publish Onboarding.Functions $(publish_options "$1" "$2") >"$log" 2>&1
      ;;
    linker) dotnet publish Onboarding.Functions $(publish_options "$1" "$2") >"$log" 2>&1 ;;
  esac || fail "publishing failed: $(tail -n 20 "$log")"
}

make_executable() {
  local wanted candidate why=()
  command -v dotnet >/dev/null || fail "the .NET SDK is missing: https://dotnet.microsoft.com/download"
  for wanted in ${architecture:-arm64 x86_64}; do
    if [[ -z "$(way_to "$wanted")" ]]; then
      why+=("$wanted: neither a container engine of that architecture, nor clang with a linker for it")
      continue
    fi
    for candidate in $(frameworks); do
      if restores "$wanted" "$candidate"; then
        compile "$wanted" "$candidate"
        ((${#why[@]} == 0)) || printf 'Not %s\n' "${why[@]}" >&2
        return
      fi
      why+=("$wanted with $candidate: the package feed has no Native AOT compiler for it")
    done
  done
  fail "nothing here can make the executable:$(printf '\n  %s' "${why[@]}")"
}

# ELF's e_machine, two bytes at offset 18.
architecture_of() {
  case "$(od -An -tu1 -j0 -N20 "$1" | tr -s ' \n' ' ')" in
    " 127 69 76 70 "*" 183 0 ") echo arm64 ;;
    " 127 69 76 70 "*" 62 0 ") echo x86_64 ;;
    *) fail "$1 is no executable for Linux on arm64 or x86_64" ;;
  esac
}

# Amazon Linux 2023, which provided.al2023 is, has glibc 2.34: an executable that was linked against a newer one does
# not start there (https://docs.aws.amazon.com/linux/al2023/ug/core-glibc.html).
check_glibc() {
  local newest
  newest=$( (grep -ao 'GLIBC_2\.[0-9]*' "$1" || true) | sort -u -t. -k2n | tail -n 1)
  [[ -z "$newest" ]] || ((${newest#GLIBC_2.} <= 34)) \
    || fail "$1 needs $newest and Lambda has GLIBC_2.34: compile it in a container (docker or podman)"
}

# No times, no owners, no folders: the zip says only what the executable is.
pack() {
  rm -f "$package"
  chmod 755 "$executable"
  (
    cd "$out"
    export TZ=UTC
    touch -t 198001010000 bootstrap
    zip -q -X -9 ../bootstrap.zip bootstrap
  )
}

command -v zip >/dev/null || fail "zip is missing (Debian: apt-get install zip)"
if [[ $zip_only == false ]]; then
  make_executable
fi
[[ -f "$executable" ]] || fail "there is no $executable; run it without --zip-only"
made=$(architecture_of "$executable")
[[ -z "$architecture" || "$architecture" == "$made" ]] || fail "$executable is for $made, not $architecture"
check_glibc "$executable"
pack
echo "$package: $(wc -c <"$package" | tr -d ' ') bytes for $made"
if [[ $made == x86_64 ]]; then
  echo "The template's Architecture must be x86_64 for it, not its default arm64: eng/deploy.sh sets that."
fi
