#!/bin/sh
# The tests of the shared warehouse start a PostgreSQL of their own. Install Debian's where there is apt; say what to do elsewhere.
set -u
command -v initdb >/dev/null 2>&1 && exit 0
for folder in /usr/lib/postgresql/*/bin; do [ -x "$folder/initdb" ] && exit 0; done
if command -v apt-get >/dev/null 2>&1; then
    sudo=""; [ "$(id -u)" -eq 0 ] || sudo="sudo"
    echo "Installing PostgreSQL for the tests of the shared warehouse (apt-get install postgresql) ..."
    $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends postgresql >/dev/null && exit 0
fi
echo "The tests of the shared warehouse need PostgreSQL: install it so that initdb is on the PATH, then run again." >&2
exit 1
