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

readonly home=${TRADEWIND_SWIFT:-/var/tmp/tradewind-swift}
readonly suite=trixie
# Raised with what is installed below: an older folder is then made anew.
readonly recipe=1
# libstdc++: without it the compiler finds no C++ headers. Vulkan: Mesa's processor-only driver draws the preview.
readonly packages="swiftlang build-essential libstdc++-14-dev libvulkan1 mesa-vulkan-drivers"

skip() {
    echo "skipped: no Swift here: $*" >&2
    exit 69
}

repository=$(cd "$(dirname "$0")/.." && pwd -P)
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

can_be_had() {
    [ "$(uname -s)" = Linux ] || skip "this is no Linux (on a Mac, run swift test in ios/)"
    [ "$(id -u)" = 0 ] || skip "a chroot needs root"
    command -v unshare >/dev/null || skip "unshare (util-linux) is missing"
    unshare --mount --propagation private true 2>/dev/null || skip "this system lends no mount namespace"
}

set_up() {
    if ! command -v debootstrap >/dev/null; then
        command -v apt-get >/dev/null || skip "no apt-get to install debootstrap with"
        # Another installation may be under way: its lock is waited for.
        { apt-get update -qq || true
          apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 debootstrap; } >"$home.log" 2>&1 ||
            skip "debootstrap cannot be installed, see $home.log"
    fi
    local mirror free
    mirror=$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | head -n 1 || true)
    mirror=${mirror:-http://deb.debian.org/debian}
    free=$(df --output=avail -k "$(dirname "$home")" | tail -n 1)
    [ "$free" -gt 5000000 ] || skip "$(dirname "$home") has less than 5 GB free"
    rm -rf --one-file-system "$home"
    mkdir -p "$home"
    echo "Swift for Linux: making $home (about a minute, once)" >&2
    debootstrap --variant=minbase --include=ca-certificates "$suite" "$home" "${mirror% }" >"$home.log" 2>&1 ||
        skip "debootstrap failed, see $home.log"
    cp /etc/resolv.conf "$home/etc/resolv.conf" 2>/dev/null || true
    cp /etc/apt/apt.conf.d/*proxy* "$home/etc/apt/apt.conf.d/" 2>/dev/null || true
    # Services have no business in there.
    printf '#!/bin/sh\nexit 101\n' >"$home/usr/sbin/policy-rc.d"
    chmod +x "$home/usr/sbin/policy-rc.d"
    unshare --mount --propagation private bash -ec '
        mount -t proc proc "$1/proc"
        export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
        chroot "$1" apt-get install -y --no-install-recommends $2
        chroot "$1" apt-get clean
    ' - "$home" "$packages" >>"$home.log" 2>&1 || skip "Swift cannot be installed, see $home.log"
    echo "$recipe" >"$home/ready"
}

can_be_had
{ mkdir -p "$(dirname "$home")" && true >>"$home.lock"; } 2>/dev/null || skip "$(dirname "$home") cannot be written"
# Two runs at a time set up once.
exec 9>"$home.lock"
flock 9
[ "$(cat "$home/ready" 2>/dev/null || true)" = "$recipe" ] || set_up
flock -u 9
exec 9>&-
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
        /bin/sh -ec "cd \"\$0\"; exec \"\$@\"" "$repository/ios" "$@"
' - "${#binds[@]}" "${binds[@]}" "$@"
