#!/usr/bin/env bash
# `code-server.sh FOLDER`: makes the npm package code-server in a folder fit to run. Its own installer downloads what package managers have already.
set -euo pipefail
cd "$1"
top=$PWD
code=$top/node_modules/code-server/lib/vscode
# Headers that came with Node spare a download.
prefix=$(dirname "$(dirname "$(command -v node)")")
[ -e "$prefix/include/node/node.h" ] && export npm_config_nodedir=$prefix

cd "$code"
npm install --omit=dev --ignore-scripts --no-audit --no-fund
mkdir -p node_modules/@vscode/ripgrep/bin
ln -sf "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg
ln -sfn node_modules node_modules.asar
ln -sf code-linux.sh bin/remote-cli/code-server
ln -sf browser-linux.sh bin/helpers/browser.sh

# A terminal's own installer fails after it has built what is needed: what counts is what was built.
npm rebuild @vscode/spdlog native-watchdog node-pty @vscode/deviceid || true
(cd "$top" && npm rebuild argon2 || true)
modules=$code/node_modules
for built in "$top/node_modules/argon2/lib/binding/napi-v3/argon2.node" "$modules/@vscode/spdlog/build/Release/spdlog.node" "$modules/native-watchdog/build/Release/watchdog.node"; do
  [ -e "$built" ] || { echo "$built was not built" >&2; exit 1; }
done
