// `npm run package -- TARGET BINARY [FOLDER]`: the extension for one platform, with Tonfall for that platform inside.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const TARGETS = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64", "win32-arm64"];
const [target, binary, folder = "."] = process.argv.slice(2);
const from = process.env.INIT_CWD ?? process.cwd();
if (!TARGETS.includes(target) || !binary) {
  console.error(`usage: npm run package -- TARGET BINARY [FOLDER]\ntargets: ${TARGETS.join(", ")}`);
  process.exit(2);
}
const source = resolve(from, binary);
process.chdir(fileURLToPath(new URL("..", import.meta.url)));
await import("./build.mjs");
const server = join("server", target.startsWith("win32") ? "tonfall.exe" : "tonfall");
rmSync("server", { recursive: true, force: true });
mkdirSync("server");
copyFileSync(source, server);
chmodSync(server, 0o755);
const out = resolve(from, folder, `tonfall-${target}.vsix`);
// Pictures in the README are found beside it, except where a release says where they are published.
const base = process.env.BASE_URL;
const images = base ? ["--baseImagesUrl", base, "--baseContentUrl", base] : ["--no-rewrite-relative-links"];
const options = ["package", "--no-dependencies", "--allow-missing-repository", "--target", target, "--out", out, ...images];
const { status } = spawnSync(process.execPath, ["node_modules/@vscode/vsce/vsce", ...options], { stdio: "inherit" });
rmSync("server", { recursive: true, force: true });
process.exit(status ?? 1);
