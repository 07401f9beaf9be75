#!/bin/bash
# Kills a command, or makes its system calls fail, at every call in turn, and
# looks at what the next command makes of what is left.
#
# usage: crash.sh BASE COMMAND NEXT KIND
#
#   BASE     a folder with a repository, copied afresh for each point
#   COMMAND  the shell command under test, run in the copy
#   NEXT     the shell command that follows and must succeed
#   KIND     signal=KILL, signal=INT, error=ENOSPC, error=EIO ... (what strace can inject)
#
# After each point: fsck finds nothing, the store's files are what HEAD has,
# the rest of `git status` is as before, the index holds HEAD's entries for
# them, and no lock or half-written file is left. Prints how many points there
# were; exits 1 when any of this failed, 77 when strace is missing.
#
# environment: SYSCALLS  which calls to take (default: all that can matter)
#              LIMIT     most points per call (default: 400 for signals, 60 for errors)
#              ALONE     if set, the programs that COMMAND starts are left to end
#              PREPARE   a shell command run in each copy first: to be killed
#                        while recovering, let it kill a command of its own
set -u

[ $# -eq 4 ] || { sed -n '2,20s/^# \{0,1\}//p' "$0" >&2; exit 2; }
command -v strace >/dev/null || { echo "crash.sh: skipped, strace is missing" >&2; exit 77; }
base=$(realpath "$1") command=$2 next=$3 kind=$4
syscalls="mkdir openat write pwrite64 link linkat rename renameat2 unlink rmdir fsync fdatasync syncfs
    flock copy_file_range ftruncate utimensat newfstatat statx read getdents64"
case $kind in
    signal=*) limit=${LIMIT:-400} syscalls="$syscalls close" ;;
    # Nobody looks at what closing a file says, and closing a folder cannot fail.
    *) limit=${LIMIT:-60} ;;
esac
syscalls=${SYSCALLS:-$syscalls}
follow=-f
[ -z "${ALONE-}" ] || follow=

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export HOME=$work GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_OPTIONAL_LOCKS=0
copy=$work/copy
foreign=$(git -C "$base" status --porcelain)
points=0 failures=0 killed=0

fail() {
    failures=$((failures + 1))
    echo "FAIL $call#$n: $*"
}

# Everything that must hold once the next command has run.
examine() {
    local found
    found=$(git -C "$copy" fsck --full --no-dangling 2>&1) || fail "fsck: $found"
    [ -z "$found" ] || fail "fsck: $found"
    found=$(git -C "$copy" status --porcelain)
    [ "$found" = "$foreign" ] || fail "status: $found"
    found=$(git -C "$copy" diff --cached --name-only)
    [ "$found" = "$staged" ] || fail "index: $found"
    cmp -s "$work/foreign" <(contents) || fail "a file of the user changed"
    [ "${kind%%=*}$call" != errorunlink ] || return
    found=$(find "$copy" -name '*.lock' -o -name '.bitacora-*' -o -name '*.bitacora' \
        -o -name 'tmp_obj_bitacora_*' -o -name 'pack_git2_*' -o -name journal)
    [ -z "$found" ] || fail "left behind: $found"
}

# The user's files that are dirty or untracked, with their contents.
contents() {
    git -C "$copy" status --porcelain -z | while IFS= read -r -d '' line; do
        sha1sum "$copy/${line:3}" 2>/dev/null | cut -c1-40
    done
}

staged=$(git -C "$base" diff --cached --name-only)
cp -a "$base" "$copy"
contents >"$work/foreign"

for call in $syscalls; do
    strace -qq -e trace="$call" true 2>/dev/null || continue
    for ((n = 1; n <= limit; n++)); do
        rm -rf "$copy"
        cp -a "$base" "$copy"
        [ -z "${PREPARE-}" ] || (cd "$copy" && eval "$PREPARE") >/dev/null 2>&1
        # The outer braces swallow what bash says about a killed child.
        { (cd "$copy" && eval "exec strace $follow -qq -o '$work/trace' -e trace=$call" \
            "-e inject=$call:$kind:when=$n $command") >"$work/out" 2>&1; } 2>/dev/null
        code=$?
        # Not the SIGCHLD of a program that was started.
        grep -q 'INJECTED\|killed by\|--- SIG[^C]' "$work/trace" || break
        points=$((points + 1))
        [ "$code" -eq 0 ] || killed=$((killed + 1))
        grep -q 'panicked' "$work/out" && fail "panic: $(cat "$work/out")"
        # What cannot be removed stays: only there a lock may outlive an error.
        if [ "${kind%%=*}" = error ] && [ "$call" != unlink ]; then
            found=$(find "$copy" -name '*.lock')
            [ -z "$found" ] || fail "locked after the error: $found ($(cat "$work/out"))"
        fi
        (cd "$copy" && timeout 20 bash -c "$next") >"$work/out" 2>&1 \
            || fail "next: $(cat "$work/out")"
        examine
    done
done
echo "$kind: $points points, $killed of them ended the command, $failures failures"
[ "$points" -gt 0 ] && [ "$failures" -eq 0 ]
