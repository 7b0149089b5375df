import assert from "node:assert/strict";
import { test } from "node:test";
import { type Surroundings, discover, trustedValue } from "../src/discovery";

function around(programs: string[], more: Partial<Surroundings> = {}): Surroundings {
  return { configured: "", extension: "/ext", path: "/usr/bin:/opt/bin", platform: "linux", isProgram: (path) => programs.includes(path), ...more };
}

test("what came with the extension goes before the PATH", () => {
  assert.deepEqual(discover(around(["/ext/server/tonfall", "/usr/bin/tonfall"])), { found: "/ext/server/tonfall" });
  assert.deepEqual(discover(around(["/opt/bin/tonfall"])), { found: "/opt/bin/tonfall" });
  assert.deepEqual(discover(around([])), { missing: "everywhere" });
});

test("what the user names goes before everything, and nothing takes its place", () => {
  assert.deepEqual(discover(around(["/my/tonfall", "/ext/server/tonfall"], { configured: "/my/tonfall" })), { found: "/my/tonfall" });
  assert.deepEqual(discover(around(["/ext/server/tonfall"], { configured: "/my/tonfall" })), { missing: "configured", path: "/my/tonfall" });
});

test("Windows has its own names", () => {
  const windows = { platform: "win32" as const, extension: "C:\\ext", path: "C:\\bin;D:\\tools" };
  assert.deepEqual(discover(around(["C:\\ext\\server\\tonfall.exe"], windows)), { found: "C:\\ext\\server\\tonfall.exe" });
  assert.deepEqual(discover(around(["D:\\tools\\tonfall.exe"], windows)), { found: "D:\\tools\\tonfall.exe" });
});

test("an untrusted workspace does not choose the program", () => {
  const layers = { globalValue: "/mine", workspaceValue: "/theirs", workspaceFolderValue: undefined };
  assert.equal(trustedValue(layers, true), "/theirs");
  assert.equal(trustedValue(layers, false), "/mine");
  assert.equal(trustedValue({ workspaceFolderValue: "/theirs" }, false), "");
  assert.equal(trustedValue({ workspaceFolderValue: "/folder", workspaceValue: "/theirs" }, true), "/folder");
  assert.equal(trustedValue({ globalValue: "  " }, true), "");
});
