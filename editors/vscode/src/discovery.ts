// Where the server is: what the user says, else what came with the extension, else what the PATH has. Knows no editor, so that it can be tested.

/** Where a setting was made, as the editor tells it apart. */
export interface Layers {
  globalValue?: string | undefined;
  workspaceValue?: string | undefined;
  workspaceFolderValue?: string | undefined;
}

export interface Surroundings {
  /** What the user has set; empty for nothing. */
  configured: string;
  /** The extension's own folder. */
  extension: string;
  /** The value of `PATH`. */
  path: string;
  platform: NodeJS.Platform;
  /** Whether there is a file that can be run. */
  isProgram: (path: string) => boolean;
}

export type Discovery = { found: string } | { missing: "configured"; path: string } | { missing: "everywhere" };

/** The setting that counts: a workspace that nobody trusts has no say in which program is run. */
export function trustedValue(layers: Layers, isTrusted: boolean): string {
  const trusted = isTrusted ? (layers.workspaceFolderValue ?? layers.workspaceValue) : undefined;
  return (trusted ?? layers.globalValue ?? "").trim();
}

export function discover(around: Surroundings): Discovery {
  const isWindows = around.platform === "win32";
  const [slash, separator, program] = isWindows ? ["\\", ";", "tonfall.exe"] : ["/", ":", "tonfall"];
  if (around.configured !== "") {
    // Who names a program wants that one, and no other in its place.
    return around.isProgram(around.configured) ? { found: around.configured } : { missing: "configured", path: around.configured };
  }
  const folders = around.path.split(separator).filter((folder) => folder !== "");
  const places = [[around.extension, "server", program], ...folders.map((folder) => [folder, program])];
  const found = places.map((parts) => parts.join(slash)).find(around.isProgram);
  return found === undefined ? { missing: "everywhere" } : { found };
}
