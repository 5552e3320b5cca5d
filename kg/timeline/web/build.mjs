// One script, one style sheet, no time stamps: the same source gives the same bytes.
import { build } from "esbuild";
import { readFile, writeFile } from "node:fs/promises";

const common = { bundle: true, minify: true, legalComments: "none", charset: "utf8", target: "es2022" };
await build({ ...common, entryPoints: ["src/main.ts"], outfile: "../static/timeline.js", format: "iife" });
await build({ ...common, entryPoints: ["src/style.css"], outfile: "../static/timeline.css" });

const lock = JSON.parse(await readFile("package-lock.json", "utf8"));
const notices = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  if (!path || entry.dev) continue;
  const licence = await readFile(`${path}/LICENSE`, "utf8").catch(() => readFile(`${path}/LICENSE.md`, "utf8"));
  notices.push(`${path.replace("node_modules/", "")} ${entry.version}\n\n${licence.trim()}\n`);
}
await writeFile("../static/THIRD-PARTY.txt", notices.sort().join(`\n${"-".repeat(72)}\n\n`));
