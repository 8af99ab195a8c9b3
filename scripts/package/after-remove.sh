#!/bin/sh
# The command and the profile go. Models, log and key of each account stay in its data folder (docs/for-it.md).
set -e
[ "$1" = upgrade ] && exit 0
rm -f /usr/bin/visite
if [ -e /etc/apparmor.d/visite ]; then
  command -v apparmor_parser >/dev/null && apparmor_parser --remove /etc/apparmor.d/visite 2>/dev/null || true
  rm -f /etc/apparmor.d/visite
fi
command -v update-mime-database >/dev/null && update-mime-database /usr/share/mime || true
command -v update-desktop-database >/dev/null && update-desktop-database /usr/share/applications || true
