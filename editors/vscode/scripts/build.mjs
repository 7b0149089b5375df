// The sources become one file, as VS Code loads it; the schemas that the manifest names come from the project, which makes them.
import { cpSync, rmSync } from "node:fs";
import { build } from "esbuild";

await build({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode"],
  minify: true,
  sourcemap: false,
  logLevel: "warning",
});

rmSync("schemas", { recursive: true, force: true });
for (const name of ["tonfall", "rule", "front-matter"]) {
  cpSync(`../../schemas/${name}.json`, `schemas/${name}.json`);
}
