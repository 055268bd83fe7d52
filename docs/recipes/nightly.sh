#!/bin/sh
# The nightly snapshot, for cron: it mails whatever is printed. A good night prints nothing. A bad one says first what
# failed, then the state of what is published, then the log. Arguments go to `ouverture snapshot`.
#   OUVERTURE    the command; default: .venv/bin/ouverture
#   RETRY_AFTER  seconds until the second try, if the Hub does not answer (exit code 4); default: 1200
set -u
ouverture=${OUVERTURE:-.venv/bin/ouverture}
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT

"$ouverture" snapshot "$@" >"$log" 2>&1
code=$?
if [ "$code" -eq 4 ]; then # what was captured is kept: the second try goes on behind it
  sleep "${RETRY_AFTER:-1200}"
  "$ouverture" snapshot "$@" >>"$log" 2>&1
  code=$?
fi

state=$("$ouverture" status 2>&1)
healthy=$?
[ "$code" -eq 0 ] && [ "$healthy" -eq 0 ] && exit 0

case $code in
  0) echo "Ouverture: the snapshot is published, but something needs you." ;;
  3) echo "Ouverture: THE RUN OF THIS NIGHT WAS REFUSED and is in no number (exit code 3)." ;;
  4) echo "Ouverture: THE NIGHT IS NOT PUBLISHED, the Hub did not answer (exit code 4); run it again to resume." ;;
  5) echo "Ouverture: another run was at work, so this one did nothing (exit code 5)." ;;
  *) echo "Ouverture: THE NIGHT FAILED (exit code $code)." ;;
esac
tail -n 1 "$log"
printf '\nWhat is published:\n%s\n\nLog:\n' "$state"
cat "$log"
exit "$code"
