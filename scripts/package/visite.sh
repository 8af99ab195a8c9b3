#!/bin/sh
# The command `visite` of an installed package: a verb runs the command line, anything else opens the window.
program=/opt/Visite/visite
verb=
for word in "$@"; do
  # what stands before the verb is Chromium's, such as --password-store
  case "$word" in
    -*) ;;
    *) verb=$word; break ;;
  esac
done
case "$verb" in
  score | import | verify | inspect | trust | model | log | key | help) ;;
  *) exec "$program" "$@" ;;
esac
# No page is shown, so there is nothing to sandbox: this way it runs as root and in a container too. Electron's own messages
# about a desktop that is not there are left out.
set -- --no-sandbox --log-level=3 "$@"
[ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ] && exec "$program" "$@"
# a display that nobody sees
command -v xvfb-run >/dev/null && exec xvfb-run -a "$program" "$@"
# A newer Electron needs none. An older one ends with a trap before it does anything: whether this one does, `help` tells.
headless=--ozone-platform=headless
"$program" "$headless" --no-sandbox help >/dev/null 2>&1 && exec "$program" "$headless" "$@"
echo 'visite: error: there is no display, and this Electron needs one even for the command line' >&2
echo 'hint: install xvfb, which makes one that nobody sees' >&2
exit 69
