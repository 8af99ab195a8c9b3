#!/bin/sh
# After the files are there: the command, the sandbox, and the desktop's tables of types.
set -e
chmod 755 /opt/Visite/resources/bin/visite
ln -sf /opt/Visite/resources/bin/visite /usr/bin/visite
# where the kernel gives no user namespaces, Chromium's own helper makes the sandbox
if unshare --user true 2>/dev/null; then mode=0755; else mode=4755; fi
chmod "$mode" /opt/Visite/chrome-sandbox
command -v update-mime-database >/dev/null && update-mime-database /usr/share/mime || true
command -v update-desktop-database >/dev/null && update-desktop-database /usr/share/applications || true
profile=/opt/Visite/resources/apparmor-profile
if command -v apparmor_parser >/dev/null && apparmor_parser --skip-kernel-load "$profile" 2>/dev/null; then
  cp -f "$profile" /etc/apparmor.d/visite
  apparmor_parser --replace /etc/apparmor.d/visite || true
fi
