//! The package's entry: what `import init from "plainleaf"` runs.
//!
//! wasm-bindgen writes a module with one instance of the engine in it. Ours can make another after a failure, and
//! fetches the names model when it starts: all that was generated becomes a function, and the hand-written
//! `src/browser/init.js` calls it. `open.js` comes behind it with exports of its own, and then what the two call, whose
//! exports are the module's own business.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

/// The generated module's last line.
const EXPORTS: &str = "export { initSync, __wbg_init as default };";
/// What the hand-written part takes from the snapshot's module besides what the generated one does.
const IMPORTS: (&str, &str) =
    ("import { address, capture }", "import { address, capture, captureInSlices, SLICE, turn }");
/// What the hand-written part relies on in the generated one.
const KNOWN: [&str; 8] = [
    IMPORTS.0,
    "import { reading }",
    "function initSync(",
    "function __wbg_init(",
    "function loadNames(",
    "function markSnapshot(",
    "class ArticleHandle {",
    "let wasmModule, ",
];
/// Exported by the hand-written part itself.
const OWN: &str = "loadNames";

/// Joins the generated module with the hand-written start, what else it exports, and what these call.
pub(crate) fn write(module: &Path, start: [&Path; 2], called: &Path) -> Result<()> {
    let read = |path: &Path| fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()));
    let start = [read(start[0])?, read(start[1])?, inner(&read(called)?)].join("\n");
    let joined = join(&read(module)?, &start)?;
    fs::write(module, joined).with_context(|| format!("cannot write {}", module.display()))
}

/// A module's text as part of another.
fn inner(module: &str) -> String {
    module.replace("\nexport ", "\n")
}

fn join(module: &str, start: &str) -> Result<String> {
    if let Some(missing) = KNOWN.iter().find(|known| !module.contains(**known)) {
        bail!("the generated module has no `{missing}…`: src/browser/init.js and src/browser/mod.rs no longer agree");
    }
    let (module, rest) = module.split_once(EXPORTS).unwrap_or(("", module));
    ensure!(
        rest.trim().is_empty(),
        "the generated module does not end with `{EXPORTS}`: wasm-bindgen writes it in another way now"
    );
    let (mut imports, mut body, mut functions) = (String::new(), String::new(), Vec::new());
    for line in module.lines() {
        let line = match line.strip_prefix("export ") {
            Some(exported) => {
                functions.extend(exported.strip_prefix("function ").and_then(|rest| rest.split('(').next()));
                exported
            }
            None => line,
        };
        let line = line.replace(IMPORTS.0, IMPORTS.1);
        let place =
            if line.starts_with("import ") || line.starts_with("/* @ts-self-types") { &mut imports } else { &mut body };
        place.push_str(&line);
        place.push('\n');
    }
    let all = functions.join(", ");
    let forwarding: String = functions
        .iter()
        .filter(|name| **name != OWN)
        .map(|name| format!("export function {name}(...given) {{ return call(\"{name}\", given); }}\n"))
        .collect();
    Ok(format!(
        "{imports}\nfunction make_engine() {{\n{body}\
         // An engine that has failed is asked for nothing more, not even to free what it holds.\n\
         const bury = () => {{ wasm = new Proxy({{}}, {{ get: () => () => {{}} }}); wasmInstance = undefined; }};\n\
         return {{ has_failed: false, bury, module: () => wasmModule, initSync, __wbg_init, ArticleHandle, {all} }};\n\
         }}\n\n{forwarding}\n{start}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generated() -> String {
        let functions = "export class ArticleHandle {\n}\nexport function read(input) {\n}\nexport function loadNames(model) {\n}\n\
                         export function markSnapshot(bytes) {\n}\n\
                         let wasmModule, wasm;\nfunction initSync(module) {\n}\nfunction __wbg_init() {\n}\n";
        format!(
            "/* @ts-self-types=\"./x.d.ts\" */\nimport {{ reading }} from './y.js';\nimport {{ address, capture }} from './x.js';\n{functions}{EXPORTS}\n"
        )
    }

    #[test]
    fn what_was_generated_becomes_a_function_and_its_exports_go_through_the_start() {
        let joined = join(&generated(), "export { initSync };").unwrap();
        let (imports, rest) = joined.split_once("function make_engine() {").unwrap();
        assert!(imports.contains("import { address, capture, captureInSlices") && imports.contains("@ts-self-types"));
        let (inside, behind) = rest.split_once("\n}\n\n").unwrap();
        assert!(inside.contains("class ArticleHandle {") && !inside.contains("export "), "{inside}");
        assert!(behind.contains("export function read(...given) { return call(\"read\", given); }"), "{behind}");
        assert!(!behind.contains("function loadNames(") && behind.ends_with("export { initSync };"), "{behind}");
        assert_eq!(inner("// a\nexport const b = 1;\n"), "// a\nconst b = 1;\n");
    }

    #[test]
    fn a_module_written_in_another_way_is_an_error() {
        assert!(join(EXPORTS, "").is_err());
        assert!(join(&generated().replace(EXPORTS, "export default init;"), "").is_err());
        assert!(join(&(generated() + "more();"), "").is_err());
    }
}
