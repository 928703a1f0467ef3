#!/usr/bin/env bash
# Runs a command where Swift 6 is: a Debian trixie beside this system, made once and kept outside the repository.
#
#   ios/swift-on-linux.sh [--check] [--also FOLDER]... [--] COMMAND [ARGUMENT]...
#
# The repository and cargo's target folder (and each --also) are seen there under their own paths; the command starts in
# ios/. Mounts live in a namespace of their own, so that nothing is left to unmount whatever kills the command.
# --check sets up and runs nothing. TRADEWIND_SWIFT names another folder than /var/tmp/tradewind-swift (3 GB).
# Exit 69 (and one line on standard error that begins with "skipped:") means that Swift cannot be had here; any other exit is the command's.
set -euo pipefail

readonly what=Swift
readonly home=${TRADEWIND_SWIFT:-/var/tmp/tradewind-swift}
readonly suite=trixie recipe=1 marker=ready space=5000 takes="about a minute"
# libstdc++: without it the compiler finds no C++ headers. Vulkan: Mesa's processor-only driver draws the preview.
readonly packages="swiftlang build-essential libstdc++-14-dev libvulkan1 mesa-vulkan-drivers"

repository=$(cd "$(dirname "$0")/.." && pwd -P)
# shellcheck source=bindings/packer/debian-beside.sh
. "$repository/bindings/packer/debian-beside.sh"
target=${CARGO_TARGET_DIR:-$repository/target}
mkdir -p "$target"
target=$(cd "$target" && pwd -P)
binds=("$repository" "$target")
only_check=
while [ $# -gt 0 ]; do
    case $1 in
        --check) only_check=yes; shift ;;
        --also) binds+=("$(cd "$2" && pwd -P)"); shift 2 ;;
        --) shift; break ;;
        *) break ;;
    esac
done

# On a Mac there is Swift already.
[ "$(uname -s)" != Darwin ] || skip "this is a Mac: run swift test in ios/"
debian_beside
[ -z "$only_check" ] || exit 0
[ $# -gt 0 ] || { echo "what shall be run?" >&2; exit 64; }

export home repository
exec unshare --mount --propagation private bash -ec '
    count=$1
    shift
    mount -t proc proc "$home/proc"
    mount --rbind /dev "$home/dev"
    mount -t tmpfs -o mode=1777 tmpfs "$home/tmp"
    for folder in "${@:1:count}"; do
        mkdir -p "$home$folder"
        mount --bind "$folder" "$home$folder"
    done
    shift "$count"
    exec chroot "$home" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/tmp LANG=C.UTF-8 LC_ALL=C.UTF-8 XDG_RUNTIME_DIR=/tmp \
        TRADEWIND_LIBRARY="${TRADEWIND_LIBRARY:-}" TRADEWIND_SANDBOX="${TRADEWIND_SANDBOX:-}" \
        ${TRADEWIND_DEEP:+"TRADEWIND_DEEP=$TRADEWIND_DEEP"} \
        /bin/sh -ec "cd \"\$0\"; exec \"\$@\"" "$repository/ios" "$@"
' - "${#binds[@]}" "${binds[@]}" "$@"
