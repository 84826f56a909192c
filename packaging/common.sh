# SPDX-License-Identifier: Apache-2.0
# What packaging/run and packaging/test share. Sourced, with the repository as the working directory.

say() { printf '%s: %s\n' "$program" "$*" >&2; }
die() { say "$*"; exit 1; }

# packages GROUP...: the packages of these groups, from packaging/packages.txt.
packages() {
    local group
    for group in "$@"; do awk -v group="$group" '$1 == group { print $2 }' packaging/packages.txt; done
}

# missing PACKAGE...: those that are not installed.
missing() {
    local installed
    installed=$(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
        awk '$1 == "installed" { print $2 }') || true
    comm -23 <(printf '%s\n' "$@" | sort -u) <(sort -u <<<"$installed")
}

# need GROUP...: installs what is missing of these groups; calls apt only if something is.
need() {
    local wanted lacking as_root=()
    mapfile -t wanted < <(packages "$@")
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "no apt-get on this machine, so nothing is installed; packaging/packages.txt lists what the build needs"
        return
    fi
    mapfile -t lacking < <(missing "${wanted[@]}")
    if ((${#lacking[@]} == 0)); then return; fi
    if [[ $(id -u) != 0 ]]; then
        command -v sudo >/dev/null ||
            die "only root can install the packages that are missing; as root, run: apt-get update && apt-get install --no-install-recommends ${lacking[*]}"
        as_root=(sudo)
    fi
    say "installing ${#lacking[@]} Debian packages: ${lacking[*]}"
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get --option DPkg::Lock::Timeout=300 --quiet)
    "${apt[@]}" update >&2 || say "the list of packages could not be renewed; going on with the one there is"
    "${apt[@]}" install --yes --no-install-recommends "${lacking[@]}" >&2 ||
        die "apt-get could not install ${lacking[*]} (its reason is above)"
    mapfile -t lacking < <(missing "${wanted[@]}")
    if ((${#lacking[@]} != 0)); then die "apt-get did not install ${lacking[*]}"; fi
}

# build PRESET [TARGET...]: configures if need be, then builds the targets (all by default).
build() {
    local preset=$1 folder=build/$1 targets=()
    shift
    if (($# > 0)); then targets=(--target "$@"); fi
    # A build folder that was made at another place, or by another preset's generator, is of no use here.
    if [[ -f $folder/CMakeCache.txt ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$folder/CMakeCache.txt"; then
        say "$folder was made for another folder; making it anew"
        rm -r "$folder"
    fi
    # Precompiled headers are of use to the compiler that made them only; an update of it does not make them older.
    local compiler
    compiler=$(c++ --version 2>/dev/null || true)
    if [[ -f $folder/compiler && $compiler != "$(<"$folder/compiler")" ]]; then find "$folder" -name '*.gch' -delete; fi
    if [[ ! -f $folder/build.ninja ]]; then cmake --preset "$preset" >&2 || die "cmake --preset $preset failed (see above)"; fi
    printf '%s\n' "$compiler" >"$folder/compiler"
    cmake --build --preset "$preset" "${targets[@]}" >&2 || die "the build failed (see above)"
}

# Qt and Python ask for a locale whose characters are UTF-8; a bare machine has none set.
if [[ $(locale charmap 2>/dev/null) != UTF-8 ]]; then export LC_ALL=C.UTF-8; fi
