// What is known about a draft becomes the few characters of a status bar. Knows no editor, so that it can be tested.
import type { Life } from "./client";
import type { Status } from "./requests";

export interface Counts {
  errors: number;
  warnings: number;
  infos: number;
}

export interface Shown {
  text: string;
  mood: "plain" | "warning" | "error";
}

export function statusText(life: Life, counts: Counts, status: Status | null): Shown {
  switch (life) {
    case "starting":
      return { text: "$(loading~spin) Tonfall", mood: "plain" };
    case "stopped":
    case "missing":
      return { text: "$(debug-disconnect) Tonfall", mood: "error" };
    case "running": {
      const { errors, warnings, infos } = counts;
      const numbers = [
        errors > 0 ? `$(error) ${errors}` : "",
        warnings > 0 ? `$(warning) ${warnings}` : "",
        infos > 0 ? `$(info) ${infos}` : "",
      ].filter((number) => number !== "");
      const findings = numbers.length > 0 ? numbers.join(" ") : "$(check)";
      const length = status?.length;
      return {
        text: `Tonfall ${findings}${length ? ` · ${length.short}` : ""}`,
        mood: length && length.used > length.limit ? "warning" : "plain",
      };
    }
  }
}
