# What the scripts share: where things are, how they speak, and long steps that show they live. Sourced by bash.
# shellcheck shell=bash
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
CACHE="$ROOT/.cache"
LOGS="$CACHE/logs"
STAMPS="$CACHE/stamps"
USER_CACHE="${XDG_CACHE_HOME:-${HOME:-$CACHE}/.cache}/hoa-parking"
TOOLS="$CACHE/tools/bin"
# the machine's own, whatever of ours stands on PATH already
SYSTEM_PYTHON="$(PATH="$(tr ':' '\n' <<<"$PATH" | grep -vxF -e "$TOOLS" -e "$CACHE/node/bin" | paste -sd:)" command -v python3 || true)"
export PATH="$CACHE/node/bin:$TOOLS:$PATH"

# uv and Node have to be told to trust what the machine trusts (a company's proxy, say)
MACHINE_CERTS=/etc/ssl/certs/ca-certificates.crt
if [ -r "$MACHINE_CERTS" ]; then
    export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}" NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-$MACHINE_CERTS}"
fi

if [ -t 2 ]; then BOLD=$'\e[1m' RED=$'\e[31m' PLAIN=$'\e[0m'; else BOLD='' RED='' PLAIN=''; fi

# usage: print the calling script's opening comment, where its words of use stand
usage() { sed -n '2,/^set /s/^# \{0,1\}//p' "$ROOT/scripts/${0##*/}"; }

say() { echo "$*" >&2; }

# die MESSAGE [WHAT TO DO]
die() {
    echo "${RED}${0##*/}: $1${PLAIN}" >&2
    if [ $# -gt 1 ]; then echo "  What to do: $2" >&2; fi
    exit 1
}

# step NAME WHAT ADVICE COMMAND…: run COMMAND with its output in a log, say every few seconds that it is still going,
# and on failure show the log's end and the advice.
step() {
    local name="$1" what="$2" advice="$3" log begin pid status=0
    shift 3
    mkdir -p "$LOGS"
    log="$LOGS/$name.log" begin=$SECONDS
    "$@" >"$log" 2>&1 </dev/null &
    pid=$!
    # Ctrl-C must end what runs in the background too
    trap 'kill "$pid" 2>/dev/null; exit 130' INT TERM
    local shown=0
    while kill -0 "$pid" 2>/dev/null; do
        sleep 0.2
        if [ $((SECONDS - begin)) -ge $((shown + 5)) ]; then
            shown=$((SECONDS - begin))
            printf '%s\n' "  … $what: $shown s$(last_words "$log")" >&2
        fi
    done
    wait "$pid" || status=$?
    trap - INT TERM
    if [ "$status" -ne 0 ]; then
        tail -n 25 "$log" | sed 's/^/  | /' >&2
        die "$what failed (exit $status); the whole log is $log" "$advice"
    fi
    say "  $what: done in $((SECONDS - begin)) s"
}

last_words() {
    local line
    line="$(tail -c 400 "$1" 2>/dev/null | tr '\r' '\n' | sed -E 's/\x1b\[[0-9;?]*[A-Za-z]//g' | grep -av '^ *$' | tail -n 1 | cut -c 1-90)"
    [ -z "$line" ] || printf ' (%s)' "$line"
}

# hash_of FILE…: one hash of the names' contents
hash_of() { cat -- "$@" | sha256sum | cut -c 1-16; }

# fresh NAME HASH: whether part NAME was finished with these very pins; stamp NAME HASH: it is now
fresh() { [ "$(cat "$STAMPS/$1" 2>/dev/null)" = "$2" ]; }
stamp() { mkdir -p "$STAMPS" && echo "$2" >"$STAMPS/$1"; }

can_root() { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# apt_install PACKAGE…: through Debian's package manager, when there is one and we may
apt_install() {
    command -v apt-get >/dev/null && can_root || return 1
    as_root env DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get -q install -y --no-install-recommends "$@" || { apt-get -q update && apt-get -q install -y --no-install-recommends "$@"; }' sh "$@"
}

find_chromium() {
    local name
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        if [ -n "$name" ] && command -v "$name" 2>/dev/null; then return 0; fi
    done
    return 1
}

REGISTRY_ADVICE="check that this machine reaches PyPI (pip's and uv's index settings count), then run the same command again: it goes on where it stopped"
