// Bundles src/ into dist/: one module, one style sheet, the licences of what is inside. With --check it writes nothing and fails where dist/ is not what src/ gives.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const sources = ["package-lock.json", "package.json", ...readdirSync("src").sort().map((name) => `src/${name}`)];
const digest = createHash("sha256");
for (const name of sources) digest.update(name + "\0" + readFileSync(name, "utf8").replace(/\r\n/g, "\n") + "\0");
const stamp = `/* built from source ${digest.digest("hex")} */\n`;

const common = { bundle: true, minify: true, write: false, legalComments: "none", charset: "utf8", logLevel: "warning" };
const js = await build({ ...common, entryPoints: ["src/index.js"], format: "esm", target: ["chrome87", "firefox91", "safari15"] });
const css = await build({ ...common, entryPoints: ["src/editor.css"], target: ["chrome87", "firefox91", "safari15"] });

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const licences = Object.entries(lock.packages)
  .filter(([path, entry]) => path && !entry.dev && !entry.optional)
  .map(([path, entry]) => `${path.replace("node_modules/", "")} ${entry.version}\n\n${readFileSync(`${path}/LICENSE`, "utf8").trim()}\n`)
  .join("\n----\n\n");

const made = {
  "dist/editor.js": stamp + js.outputFiles[0].text,
  "dist/editor.css": stamp + css.outputFiles[0].text,
  "dist/LICENSES.txt": licences,
};
const stale = Object.entries(made).filter(([name, text]) => !existsSync(name) || readFileSync(name, "utf8") !== text).map(([name]) => name);
if (!process.argv.includes("--check")) mkdirSync("dist", { recursive: true });
if (!process.argv.includes("--check")) for (const [name, text] of Object.entries(made)) writeFileSync(name, text);
else if (stale.length) {
  console.error(`not what the source gives: ${stale.join(", ")}; run "make editor" and commit`);
  process.exit(1);
}
