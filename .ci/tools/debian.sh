#!/bin/sh
# Sees to what the tests use beyond Python, from Debian's packages; installs what is missing, and only that.
set -eu
PATH=$PATH:/usr/sbin:/sbin

missing=
needs() { # package, and the command or file it brings
  case $2 in
    /*) [ -e "$2" ] || missing="$missing $1" ;;
    *) command -v "$2" >/dev/null 2>&1 || missing="$missing $1" ;;
  esac
}
needs chromium chromium  # Lighthouse asks for a whole browser
needs chromium-headless-shell chromium-headless-shell
needs firefox-esr firefox-esr
needs poppler-utils pdftoppm
needs fonts-dejavu-core /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf  # what pages are measured in
needs hunspell hunspell
needs hunspell-nl /usr/share/hunspell/nl_NL.dic
needs hunspell-en-gb /usr/share/hunspell/en_GB.dic
needs nginx-light nginx
needs default-jre-headless java

[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
  printf '\nThe tests need these programs:%s. There is no apt-get here; install them your own way and type make test again.\n' "$missing" >&2
  exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
  printf '\nThe tests need some Debian packages, and only root may install them. Type: sudo apt-get update && sudo apt-get install --no-install-recommends%s  and then make test again.\n' "$missing" >&2
  exit 1
fi

echo "Installing$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
# shellcheck disable=SC2086 # one word for each package
apt-get -qq install -y --no-install-recommends $missing >/dev/null
