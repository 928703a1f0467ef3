#!/usr/bin/env bash
# Tests the Swift package on the real core: builds the library, its glue and the sandbox merchant, then runs `swift test`.
#
#   ios/test.sh [ARGUMENT OF swift test]...
#
# On Linux that happens in the Debian trixie of swift-on-linux.sh. Everything built lies in cargo's target folder (`swift/`).
# Exit 69, with a line that begins with "skipped:", means that Swift cannot be had here.
set -euo pipefail

cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-$PWD/target}
mkdir -p "$target"
target=$(cd "$target" && pwd -P)

# First what may be skipped, then what takes long.
ios/swift-on-linux.sh --check
# What a cargo above this one says of its own package would make ring, and all above it, build anew each time; so would
# `cargo pack`, which runs a cargo in a cargo.
for name in $(compgen -e); do
    case $name in CARGO_PKG_* | CARGO_MANIFEST_*) unset "$name" ;; esac
done
# Whoever built it names it; else it is built as `cargo verify` does, because a package by itself chooses other features of what all
# stand on and builds that again.
if [ -z "${TRADEWIND_LIBRARY:-}" ]; then
    cargo build --quiet --locked --workspace --exclude tradewind-bench
    export TRADEWIND_LIBRARY=$target/debug TRADEWIND_SANDBOX=$target/debug/sandbox
fi
"$TRADEWIND_LIBRARY/tradewind-packer" swift >/dev/null

log=$target/swift-test.log
# The app's target of Xcode and what Apple's systems alone compile are parsed; all else is compiled.
parse='swiftc -swift-version 6 -parse App/*.swift $(find Sources Plugins Tests -name "*.swift" ! -name main.swift)'
ios/swift-on-linux.sh sh -ec "$parse"
# Every hand-written source is formatted as .swift-format says.
ios/swift-on-linux.sh swift format lint --strict --recursive --parallel Package.swift App Plugins Sources Tests
if ios/swift-on-linux.sh timeout 1200 swift test --scratch-path "$target/swift" "$@" >"$log" 2>&1; then
    grep -E '^scenario: |grown after|Test run with' "$log"
else
    status=$?
    # What failed, and why; the whole run is in the log.
    grep -E 'error:|✘|↳|fatal|Fatal|crashed' "$log" | tail -n 60 >&2 || tail -n 60 "$log" >&2
    echo "swift test failed ($status), see $log" >&2
    exit "$status"
fi
