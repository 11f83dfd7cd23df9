#!/usr/bin/env bash
# Runs `unblame check` for the GitHub Action: inputs come as environment variables.
set -u
set -f # a path with a star is the checker's business, not the shell's

mapfile -t paths < <(sed '/^[[:space:]]*$/d' <<<"${PATHS:-.}")
mapfile -t more < <(tr -s ' ' '\n' <<<"${ARGS:-}" | sed '/^$/d')
command=(unblame check --level "${LEVEL:-warn}" --format "${FORMAT:-github}")
[ -n "${ROSTER:-}" ] && command+=(--roster "$ROSTER")
command+=("${more[@]}" -- "${paths[@]}")

if [ -n "${OUTPUT:-}" ]; then
  mkdir -p "$(dirname "$OUTPUT")" || exit 2
  "${command[@]}" >"$OUTPUT"
else
  "${command[@]}"
fi
status=$?
[ -n "${GITHUB_OUTPUT:-}" ] && echo "status=$status" >>"$GITHUB_OUTPUT"
exit "$status"
