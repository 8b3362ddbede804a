#!/bin/sh
# Fetches the stylesheet, the fonts and the theme that the pages need into static/vendor/, which git ignores.
# Quick when nothing has changed: the stamp holds the checksum of all that decides the result.
set -eu
cd "$(dirname "$0")/.."

vendor=src/praktiknara/components/static/vendor
stamp=$(cat package-lock.json designsystemet.config.json tools/frontend.sh | cksum)
if [ -f "$vendor/.stamp" ] && [ "$(cat "$vendor/.stamp")" = "$stamp" ]; then
  exit 0
fi

# Which npm: the caller's, the machine's when its node is new enough, or the one set-up put in .boot.
new_enough() { node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' 2>/dev/null; }
npm=${NPM:-}
if [ -z "$npm" ]; then
  if command -v npm >/dev/null 2>&1 && new_enough; then
    npm=npm
  elif [ -x .boot/bin/npm ]; then
    npm=$PWD/.boot/bin/npm
  else
    echo "npm saknas. Installera Node.js 20 eller senare, eller kör ./run som hämtar det. / npm is missing: install Node.js 20 or later, or use ./run, which fetches it." >&2
    exit 1
  fi
fi
case $npm in
  */*) PATH=$(cd "$(dirname "$npm")" && pwd):$PATH; export PATH ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$npm" ci --silent --no-progress >"$work/log" 2>&1 || { cat "$work/log" >&2; echo "npm ci misslyckades. / npm ci failed." >&2; exit 1; }
tokens() { node node_modules/@digdir/designsystemet/dist/bin/designsystemet.js tokens "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }; }
tokens create --clean
tokens build --clean --out-dir "$work/theme"

rm -rf "$vendor.new"
mkdir -p "$vendor.new"
# A sourceMappingURL would make the manifest storage look for a file that is not there.
strip() { sed -e 's|/\*# sourceMappingURL=[^*]*\*/||' "$1" >"$2"; }
strip node_modules/@digdir/designsystemet-css/dist/src/index.css "$vendor.new/designsystemet.css"
strip "$work/theme/praktiknara.css" "$vendor.new/theme.css"
fonts=node_modules/@fontsource-variable
cp $fonts/source-sans-3/files/source-sans-3-latin-wght-normal.woff2 "$vendor.new/source-sans.woff2"
cp $fonts/source-sans-3/files/source-sans-3-latin-wght-italic.woff2 "$vendor.new/source-sans-italic.woff2"
cp $fonts/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2 "$vendor.new/source-serif.woff2"
cp $fonts/source-sans-3/LICENSE "$vendor.new/source-sans.LICENSE.txt"
cp $fonts/source-serif-4/LICENSE "$vendor.new/source-serif.LICENSE.txt"
cp node_modules/@digdir/designsystemet-css/LICENSE "$vendor.new/designsystemet.LICENSE.txt" 2>/dev/null || true
echo "$stamp" >"$vendor.new/.stamp"
rm -rf "$vendor"
mv "$vendor.new" "$vendor"
