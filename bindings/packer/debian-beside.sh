# Sourced, not run: a Debian beside this system, made once and kept outside the repository. `phones-on-linux.sh` and
# `ios/swift-on-linux.sh` share it.
#
# The caller sets:
#   what      what is had there, in words for messages ("Swift")
#   home      the folder of the other Debian
#   suite     Debian's name for it
#   recipe    raised with what is installed: an older folder is then made anew
#   marker    the file in $home that holds the recipe which made it
#   packages  what is installed
#   space     megabytes that must be free, as whole GB are said
#   takes     how long it takes, in words
# and may define `tools_here` (what this system needs first) and `tools_there` (what comes after the packages).
# Exit 69, with one line on standard error that begins with "skipped:", means that this cannot be had here.

skip() {
    echo "skipped: no $what here: $*" >&2
    exit 69
}

# Installs a package on this system. Another installation may be under way: its lock is waited for.
install_here() {
    command -v apt-get >/dev/null || skip "no apt-get to install $1 with"
    { apt-get update -qq || true
      apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "$1"; } >"$home.log" 2>&1 ||
        skip "$1 cannot be installed, see $home.log"
}

can_be_had() {
    [ "$(uname -s)" = Linux ] || skip "this is no Linux"
    [ "$(id -u)" = 0 ] || skip "a chroot needs root"
    command -v unshare >/dev/null || skip "unshare (util-linux) is missing"
    unshare --mount --propagation private true 2>/dev/null || skip "this system lends no mount namespace"
    { mkdir -p "$(dirname "$home")" && true >>"$home.lock"; } 2>/dev/null || skip "$(dirname "$home") cannot be written"
}

set_up() {
    # What is here and is not ours is nobody's to remove.
    [ -z "$(ls -A "$home" 2>/dev/null)" ] || [ -e "$home/$marker" ] || skip "$home is there, and not made by this script"
    command -v debootstrap >/dev/null || install_here debootstrap
    if declare -F tools_here >/dev/null; then tools_here; fi
    local mirror free
    mirror=$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | head -n 1 || true)
    mirror=${mirror:-http://deb.debian.org/debian}
    free=$(df --output=avail -k "$(dirname "$home")" | tail -n 1)
    [ "$free" -gt "${space}000" ] || skip "$(dirname "$home") has less than $((space / 1000)) GB free"
    rm -rf --one-file-system "$home"
    mkdir -p "$home"
    echo "none yet" >"$home/$marker"
    echo "$what: making $home ($takes, once)" >&2
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
    ' - "$home" "$packages" >>"$home.log" 2>&1 || skip "$packages cannot be installed, see $home.log"
    if declare -F tools_there >/dev/null; then tools_there; fi
    echo "$recipe" >"$home/$marker"
}

# Sees to it that the other Debian is there, made by this recipe. Two runs at a time set up once.
debian_beside() {
    can_be_had
    exec 9>"$home.lock"
    flock 9
    [ "$(cat "$home/$marker" 2>/dev/null || true)" = "$recipe" ] || set_up
    flock -u 9
    exec 9>&-
}
