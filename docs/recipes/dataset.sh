#!/bin/sh
# After the nightly snapshot: the newest build goes to a data set of the Hub, which others may follow.
#   DATASET    owner/name; HF_TOKEN must be allowed to write there
#   PUBLISHED  the folder that is sent, kept from night to night; default: published
#   OUVERTURE, HF  the commands; default: those in .venv/bin
set -eu
published=${PUBLISHED:-published}
hf=${HF:-.venv/bin/hf}

"${OUVERTURE:-.venv/bin/ouverture}" publish --to "$published"
"$hf" repos create "$DATASET" --type dataset --exist-ok
# What the manifest names goes before it, and what it names no longer goes with it.
"$hf" upload "$DATASET" "$published" . --type dataset --exclude manifest.json --exclude README.md
"$hf" upload "$DATASET" "$published" . --type dataset --delete "packs/*" --delete "indexes/*" --delete "tables/*"
