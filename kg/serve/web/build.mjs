// One script, one style sheet, the licences of what is in them; no time stamps: the same source gives the same bytes.
import { build } from "esbuild";
import { readFile, readdir, writeFile } from "node:fs/promises";

const common = { bundle: true, minify: true, legalComments: "none", charset: "utf8", target: "es2022" };
await build({ ...common, entryPoints: ["src/main.ts"], outfile: "../static/page.js", format: "iife" });
await build({ ...common, entryPoints: ["src/page.css"], outfile: "../static/page.css" });

const lock = JSON.parse(await readFile("package-lock.json", "utf8"));
const notices = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  if (!path || entry.dev) continue;
  const name = (await readdir(path)).find((file) => /^licen[cs]e/i.test(file));
  notices.push(`${path.replace("node_modules/", "")} ${entry.version}\n\n${(await readFile(`${path}/${name}`, "utf8")).trim()}\n`);
}
await writeFile("../static/THIRD-PARTY.txt", notices.sort().join(`\n${"-".repeat(72)}\n\n`));
