#!/bin/sh
# Browser tests drive the system's Chromium. Install Debian's where there is apt; say what to do elsewhere.
set -u
for name in chromium chromium-browser google-chrome; do command -v "$name" >/dev/null 2>&1 && exit 0; done
[ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ] && exit 0
[ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] && exit 0
if command -v apt-get >/dev/null 2>&1; then
    sudo=""; [ "$(id -u)" -eq 0 ] || sudo="sudo"
    echo "Installing Chromium for the browser tests (apt-get install chromium) ..."
    $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq chromium >/dev/null && exit 0
fi
echo "The browser tests need Chromium or Chrome: install it, or set CHROMIUM=/path/to/chromium, then run again." >&2
exit 1
