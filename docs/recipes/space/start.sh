#!/bin/sh
# What a Space runs. FOLLOW, a variable of the Space, names a published data set (hf://datasets/owner/name): its newest
# build is shown. Without it the Space takes a snapshot of its own when it starts.
set -u
storage=${STORAGE:-/data} # there, and ours to write, where a volume is mounted
if [ -w "$storage" ]; then
  export OUVERTURE_DATA="$storage"
else # lost at each restart
  export OUVERTURE_DATA="$HOME/data"
fi
[ -z "${SPACE_HOST:-}" ] || export OUVERTURE_URL="https://$SPACE_HOST"

if [ -n "${FOLLOW:-}" ]; then
  ouverture follow "$FOLLOW"
  while sleep 3600; do ouverture follow "$FOLLOW"; done &
  # Not --prepare: a folder with captures of its own follows nobody.
  exec ouverture serve --host 0.0.0.0 --port 7860
fi
exec ouverture serve --prepare --host 0.0.0.0 --port 7860
