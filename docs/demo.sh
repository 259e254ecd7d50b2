#!/bin/sh
# The sample register: 18 events of 2024 and 2025 in 21 reports. Usage: demo.sh FOLDER
set -eu
folder=$(cd "$1" && pwd)
pilkada="$folder/venv/bin/pilkada"
PILKADA_REGISTER="$folder/register.db"
XDG_STATE_HOME="$folder/state"
COLUMNS=100
export PILKADA_REGISTER XDG_STATE_HOME COLUMNS

rm -rf "$folder/register.db" "$folder/register.db-wal" "$folder/register.db-shm" "$folder/state"
sample=$("$folder/venv/bin/python" -c 'from pilkada_cli.exchange.reference import shipped_folder; print(shipped_folder() / "sample" / "kalsel-2024.jsonl")')

say() { printf '\n$ %s\n' "$*"; }

say pilkada report import kalsel-2024.jsonl
"$pilkada" report import "$sample"
say pilkada summary
"$pilkada" summary
say pilkada summary --regency Banjarbaru
"$pilkada" summary --regency Banjarbaru
say pilkada export reports -f csv -o reports.csv
"$pilkada" export reports -f csv -o "$folder/reports.csv"
say pilkada export summary -f json -o summary.json
"$pilkada" export summary -f json -o "$folder/summary.json"
printf '\nSilakan coba sendiri / Try it yourself:\n  PILKADA_REGISTER=%s %s report list\n' "$PILKADA_REGISTER" "$pilkada"
