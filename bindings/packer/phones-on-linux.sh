#!/usr/bin/env bash
# Runs a command where the core can be type-checked for phones: a Debian sid beside this system, made once and kept outside
# the repository.
#
#   bindings/packer/phones-on-linux.sh [--check] [--] COMMAND [ARGUMENT]...
#
# In there: Rust with the sources of its std, a C compiler for each phone, and nothing to link with. The repository is seen
# under its own path and cannot be written; the crates are those that this system's cargo fetched; cargo's home and target
# folder are the other Debian's own. Mounts live in a namespace of their own, so that nothing is left to unmount whatever
# kills the command. --check sets up and runs nothing. TRADEWIND_SID names another folder than /var/tmp/tradewind-sid (4 GB);
# remove it to have a newer Rust.
# Exit 69 (and one line on standard error that begins with "skipped:") means that this cannot be had here; any other exit is
# the command's.
set -euo pipefail

readonly what="Rust for phones"
readonly home=${TRADEWIND_SID:-/var/tmp/tradewind-sid}
readonly suite=sid recipe=1 marker=recipe space=6000 takes="some minutes"
readonly packages="rustc cargo rust-src gcc libc6-dev gcc-aarch64-linux-gnu libc6-dev-arm64-cross"
# Compiles C with the headers of Apple's systems.
readonly zig="ziglang==0.17.1"

repository=$(cd "$(dirname "$0")/../.." && pwd -P)
# shellcheck source=bindings/packer/debian-beside.sh
. "$repository/bindings/packer/debian-beside.sh"
only_check=
while [ $# -gt 0 ]; do
    case $1 in
        --check) only_check=yes; shift ;;
        --) shift; break ;;
        *) break ;;
    esac
done

tools_here() {
    python3 -m pip --version >/dev/null 2>&1 || install_here python3-pip
}

tools_there() {
    python3 -m pip install --quiet --no-deps --no-compile --only-binary :all: --target "$home/opt/zig" "$zig" >>"$home.log" 2>&1 ||
        skip "$zig cannot be installed, see $home.log"
    apple_tools
    mkdir -p "$home/cargo/registry" "$home/target"
}

# What build scripts ask of Apple's tools when they compile C. The headers are those of macOS, which the same C knows.
apple_tools() {
    cat >"$home/usr/local/bin/ios-cc" <<'END'
#!/bin/bash
# Zig names targets otherwise, and has its own headers.
given=()
while [ $# -gt 0 ]; do
    case $1 in
        -target | -arch | -isysroot) shift 2 ;;
        --target=* | -m*-version-min=*) shift ;;
        *) given+=("$1"); shift ;;
    esac
done
exec /opt/zig/ziglang/zig cc -target aarch64-macos "${given[@]}"
END
    printf '#!/bin/sh\nexec /opt/zig/ziglang/zig ar "$@"\n' >"$home/usr/local/bin/ios-ar"
    printf '#!/bin/sh\ncase $* in *--show-sdk-version*) echo 17.0 ;; *) echo / ;; esac\n' >"$home/usr/local/bin/xcrun"
    chmod +x "$home/usr/local/bin/"*
}

debian_beside
[ -z "$only_check" ] || exit 0
[ $# -gt 0 ] || { echo "what shall be run?" >&2; exit 64; }

# This system's cargo knows where crates come from here: its settings, its proxy, its certificates. Std's own crates come with
# them; its manifest is of a stable compiler and says things that only an unstable one reads.
here=$(rustc -vV | sed -n 's/^host: //p')
for manifest in "$home/usr/lib/rustlib/src/rust/library/Cargo.toml" "$repository/Cargo.toml"; do
    (cd "$repository" && RUSTC_BOOTSTRAP=1 "${CARGO:-cargo}" fetch --quiet --locked --manifest-path "$manifest" \
        --target "$here" --target aarch64-linux-android --target aarch64-apple-ios) || skip "the crates cannot be fetched"
done
registry=$(cd "${CARGO_HOME:-$HOME/.cargo}/registry" && pwd -P)

export home repository registry
exec unshare --mount --propagation private bash -ec '
    readonly_there() {
        mkdir -p "$home$2"
        mount --bind "$1" "$home$2"
        mount -o remount,bind,ro "$home$2"
    }
    mount -t proc proc "$home/proc"
    mount --rbind /dev "$home/dev"
    mount -t tmpfs -o mode=1777 tmpfs "$home/tmp"
    readonly_there "$registry" /cargo/registry
    readonly_there "$repository" "$repository"
    # A target folder for each checkout: cargo would take what another one built for its own. The unstable flag that builds std
    # is asked of a stable compiler.
    exec chroot "$home" /usr/bin/env -i PATH=/usr/local/bin:/usr/bin:/bin HOME=/tmp LANG=C.UTF-8 LC_ALL=C.UTF-8 \
        CARGO_HOME=/cargo CARGO_TARGET_DIR="/target$repository" CARGO_NET_OFFLINE=true RUSTC_BOOTSTRAP=1 \
        ${CARGO_BUILD_JOBS:+CARGO_BUILD_JOBS="$CARGO_BUILD_JOBS"} \
        CC_aarch64_linux_android=aarch64-linux-gnu-gcc AR_aarch64_linux_android=aarch64-linux-gnu-ar \
        CC_aarch64_apple_ios=ios-cc AR_aarch64_apple_ios=ios-ar \
        /bin/sh -ec "cd \"\$0\"; exec \"\$@\"" "$repository" "$@"
' - "$@"
