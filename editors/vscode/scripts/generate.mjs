// `settings.json` is the one place where settings are described: the manifest, its texts in both languages and the README's table are made of it.
// `--check` writes nothing, and fails where something is out of date.
import { readFileSync, writeFileSync } from "node:fs";

const here = new URL("..", import.meta.url);
const read = (name) => readFileSync(new URL(name, here), "utf8");
const settings = JSON.parse(read("settings.json"));
const short = (key) => key.replace(/^tonfall\./, "setting.");

/** The manifest with its settings. */
function manifest(text) {
  const manifest = JSON.parse(text);
  const property = ([key, { type, default: value, scope, enum: values }]) => [
    key,
    {
      type,
      default: value,
      scope,
      ...(values && { enum: values, enumDescriptions: values.map((value) => `%${short(key)}.${value}%`) }),
      markdownDescription: `%${short(key)}%`,
    },
  ];
  manifest.contributes.configuration = { title: "Tonfall", properties: Object.fromEntries(Object.entries(settings).map(property)) };
  const restricted = Object.keys(settings).filter((key) => settings[key].restricted);
  manifest.capabilities.untrustedWorkspaces.restrictedConfigurations = restricted;
  return json(manifest);
}

/** The manifest's texts in a language, with those of the settings at their end. */
function texts(text, language) {
  const others = Object.entries(JSON.parse(text)).filter(([key]) => !key.startsWith("setting."));
  const own = Object.entries(settings).flatMap(([key, setting]) => [
    [short(key), setting[language]],
    ...(setting.enum ?? []).map((value, index) => [`${short(key)}.${value}`, setting[language === "de" ? "enumDe" : "enumEn"][index]]),
  ]);
  return json(Object.fromEntries([...others, ...own]));
}

/** The README with its table of settings. */
function readme(text) {
  const row = ([key, setting]) => {
    const values = setting.enum?.map((value) => `\`${value}\``).join(", ");
    const preset = setting.default === "" ? "" : `\`${setting.default}\``;
    return `| \`${key}\` | ${preset} | ${setting.en}${values ? ` ${values}.` : ""} |`;
  };
  const table = ["| setting | default | |", "|---|---|---|", ...Object.entries(settings).map(row)].join("\n");
  return text.replace(/(<!-- settings -->\n)[^]*?(<!-- \/settings -->)/, (_, before, after) => `${before}${table}\n${after}`);
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const made = [
  ["package.json", manifest],
  ["package.nls.json", (text) => texts(text, "en")],
  ["package.nls.de.json", (text) => texts(text, "de")],
  ["README.md", readme],
].map(([name, make]) => [name, read(name), make(read(name))]);
const stale = made.filter(([, now, fresh]) => now !== fresh).map(([name]) => name);
if (!process.argv.includes("--check")) {
  made.forEach(([name, , fresh]) => writeFileSync(new URL(name, here), fresh));
} else if (stale.length > 0) {
  console.error(`out of date: ${stale.join(", ")}; write anew with \`npm run generate\``);
  process.exit(1);
}
