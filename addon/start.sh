#!/bin/sh
# /data comes owned by root, its options.json readable by root alone: hand it over, then give root up for good.
set -eu
if [ "$(id -u)" = 0 ]; then
    mkdir -p /data
    chown -R recognizer:recognizer /data
    exec setpriv --reuid recognizer --regid recognizer --clear-groups --no-new-privs "$@"
fi
exec "$@"
