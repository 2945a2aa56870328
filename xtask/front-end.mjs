/**
 * Makes what visitors get out of `www/`: scripts and styles bundled and made small, one file an entry; the
 * extension; the fonts. Called by `cargo xtask` and by the end-to-end tests; the packages are those of `tests/e2e`.
 *
 *     node xtask/front-end.mjs fonts               the faces that can be chosen, into www/fonts
 *     node xtask/front-end.mjs site DIR            the site, ready to upload
 *     node xtask/front-end.mjs extension DIR       the extension, unpacked
 *     node xtask/front-end.mjs zip DIR FILE        a folder as one ZIP file, the same bytes each time
 *     node xtask/front-end.mjs weigh DIR           every script and style that goes out, each once
 */

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const site = join(root, "www");
const packages = createRequire(join(root, "tests/e2e/"));

/** What a page loads by its name; all else is bundled into these. */
const SITE_ENTRIES = ["embed.js", "open.js", "guide.js", "demo/main.js", "demo/demo.css", "reader/reader.js", "reader/reader.css"];
const EXTENSION_ENTRIES = ["extension/background.js", "extension/content.js", "extension/frame.js", "extension/frame.css", "reader/reader.js", "reader/reader.css"];

/** Injected into pages, where there are no modules. */
const CLASSIC = new Set(["extension/content.js"]);

/** Besides scripts, styles and the engine. */
const EXTENSION_FILES = ["extension/manifest.json", "extension/frame.html", "extension/icons", "fonts"];

/** Oldest browsers that have what the reader is built on. */
const TARGET = ["chrome125", "firefox128", "safari18"];

/**
 * The faces that can be chosen, and which letters of them: Latin, its accents and its punctuation.
 *
 * @type {[folder: string, packageName: string][]}
 */
const FACES = [["hyperlegible", "@fontsource/atkinson-hyperlegible"], ["dyslexic", "@fontsource/opendyslexic"]];
const CUTS = ["400-normal", "400-italic", "700-normal", "700-italic"];
const LETTERS = [
  [0x20, 0x7e], [0xa0, 0x17f], [0x218, 0x21b], [0x1e9e, 0x1e9e], [0x2010, 0x2027], [0x2030, 0x203a], [0x2070, 0x208e],
  [0x20ac, 0x20ac], [0x2122, 0x2122], [0x2190, 0x2193], [0x2212, 0x2212], [0x2248, 0x2248], [0x2260, 0x2265],
];

/** In the extension the files of its own folder stand at the root. @param {string} file */
const placed = (file) => file.replace(/^extension\//, "");

/**
 * Bundles each entry by itself; what is an entry of its own, or the engine, stays an import.
 *
 * @param {string[]} entries
 * @param {string} folder
 */
async function bundle(entries, folder) {
  const { build } = packages("esbuild");
  const apart = new Set(entries.map((entry) => join(site, entry)));
  const stays = (/** @type {string} */ file) => apart.has(file) || file.startsWith(join(site, "pkg") + sep);
  for (const entry of entries) {
    await build({
      entryPoints: [join(site, entry)],
      outfile: join(folder, placed(entry)),
      bundle: true, minify: true, charset: "utf8", legalComments: "none", logLevel: "warning", target: TARGET,
      format: CLASSIC.has(entry) ? "iife" : "esm",
      plugins: [{
        name: "entries stay apart",
        setup(steps) {
          steps.onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
            const file = resolve(resolveDir, path);
            if (kind === "entry-point" || !stays(file)) return undefined;
            const from = dirname(placed(entry));
            const to = relative(from, placed(relative(site, file))).split(sep).join("/");
            return { path: to.startsWith(".") ? to : `./${to}`, external: true };
          });
        },
      }],
    });
  }
}

/**
 * @param {string[]} files
 * @param {string} folder
 */
function copy(files, folder) {
  for (const file of files) {
    if (!existsSync(join(site, file))) throw new Error(`www/${file} is not there: run “cargo xtask build” first`);
    cpSync(join(site, file), join(folder, placed(file)), { recursive: true });
  }
}

/** The engine without its types; its script made small. @param {string} folder */
async function copyEngine(folder) {
  const { transform } = packages("esbuild");
  for (const file of filesUnder(join(site, "pkg"))) {
    const to = join(folder, relative(site, file));
    if (file.endsWith(".d.ts") || file.split(sep).some((part) => part.startsWith("."))) continue;
    mkdirSync(dirname(to), { recursive: true });
    if (extname(file) !== ".js") cpSync(file, to);
    else writeFileSync(to, (await transform(readFileSync(file, "utf8"), { minify: true, charset: "utf8", format: "esm" })).code);
  }
}

/** @param {string} folder */
export async function makeSite(folder) {
  const apart = ["extension", "pkg"].map((name) => join(site, name) + sep);
  for (const file of filesUnder(site)) {
    const isSource = /\.(js|css|d\.ts)$/.test(file) && !file.startsWith(join(site, "samples") + sep);
    if (!isSource && !apart.some((other) => file.startsWith(other))) copy([relative(site, file)], folder);
  }
  await copyEngine(folder);
  await bundle(SITE_ENTRIES, folder);
}

/** @param {string} folder */
export async function makeExtension(folder) {
  copy(EXTENSION_FILES, folder);
  await copyEngine(folder);
  await bundle(EXTENSION_ENTRIES, folder);
  const manifest = JSON.parse(readFileSync(join(site, "extension/manifest.json"), "utf8"));
  const [, version] = /^version = "(\d+\.\d+\.\d+)/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8")) ?? [];
  writeFileSync(join(folder, "manifest.json"), `${JSON.stringify({ ...manifest, version }, null, 2)}\n`);
}

async function makeFonts() {
  const subset = packages("subset-font");
  const letters = LETTERS.map(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).join("")).join("");
  for (const [face, name] of FACES) {
    const source = join(root, "tests/e2e/node_modules", name);
    const folder = join(site, "fonts", face);
    mkdirSync(folder, { recursive: true });
    cpSync(join(source, "LICENSE"), join(folder, "LICENCE.txt"));
    for (const cut of CUTS) {
      const file = join(source, "files", `${name.split("/")[1]}-latin-${cut}.woff2`);
      writeFileSync(join(folder, `${cut}.woff2`), await subset(readFileSync(file), letters, { targetFormat: "woff2" }));
    }
  }
}

/**
 * @param {string} folder
 * @param {string} file
 */
export function makeZip(folder, file) {
  const { zipSync } = packages("fflate");
  const files = filesUnder(folder).map((path) => [relative(folder, path).split(sep).join("/"), readFileSync(path)]);
  mkdirSync(dirname(file), { recursive: true });
  // ZIP knows no time before 1980.
  writeFileSync(file, zipSync(Object.fromEntries(files), { level: 9, mtime: new Date(1980, 0, 1) }));
}

/** @param {string} folder @returns {string[]} */
function filesUnder(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
}

/** @type {Record<string, (...places: string[]) => void | Promise<void>>} */
const TASKS = {
  fonts: makeFonts,
  site: makeSite,
  extension: makeExtension,
  zip: makeZip,
  weigh: (folder) => bundle([...new Set([...SITE_ENTRIES, ...EXTENSION_ENTRIES])], folder),
};

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [task, ...places] = process.argv.slice(2);
  if (!TASKS[task]) throw new Error(`front-end.mjs takes ${Object.keys(TASKS).join(", ")}`);
  await TASKS[task](...places.map((place) => resolve(place)));
}
