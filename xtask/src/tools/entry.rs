//! The package's entry: what `import init from "plainleaf"` runs.
//!
//! wasm-bindgen writes an `init` that fetches the module. Ours fetches the names model too, at the same time; it is
//! hand-written in `src/browser/init.js` and takes the place of the generated module's exports. What it calls stands in
//! further files, which come behind it and whose exports are the module's own business.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// The generated module's last line.
const EXPORTS: &str = "export { initSync, __wbg_init as default };";
/// What each generated name that the hand-written part calls is followed by.
const CALLED: [&str; 4] =
    ["function initSync(", "function __wbg_init(", "function loadNames(", "function markSnapshot("];
/// What it calls from the generated module's imports.
const IMPORTED: &str = "import { address, capture }";

/// Puts the hand-written start, and what it calls, into the generated module.
pub(crate) fn write(module: &Path, start: &Path, called: &Path) -> Result<()> {
    let read = |path: &Path| fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()));
    let start = [read(start)?, inner(&read(called)?)].join("\n");
    let joined = join(&read(module)?, &start)?;
    fs::write(module, joined).with_context(|| format!("cannot write {}", module.display()))
}

/// A module's text as part of another.
fn inner(module: &str) -> String {
    module.replace("\nexport ", "\n")
}

fn join(module: &str, start: &str) -> Result<String> {
    if let Some(missing) = CALLED.iter().chain([&IMPORTED]).find(|called| !module.contains(**called)) {
        bail!("the generated module has no `{missing}…`: src/browser/init.js and src/browser/mod.rs no longer agree");
    }
    match module.split_once(EXPORTS) {
        Some((before, after)) if !after.contains(EXPORTS) => Ok([before, start, after].concat()),
        _ => bail!("the generated module does not end with `{EXPORTS}`: wasm-bindgen writes it in another way now"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hand_written_start_takes_the_place_of_the_exports() {
        let module = format!("{IMPORTED} from 'a';\n{}\n{EXPORTS}\n", CALLED.join(") {}\n") + ") {}");
        let joined = join(&module, "export { initSync };").unwrap();
        assert!(joined.ends_with("export { initSync };\n") && !joined.contains("as default"));
        assert_eq!(inner("// a\nexport const b = 1;\n"), "// a\nconst b = 1;\n");
    }

    #[test]
    fn a_module_written_in_another_way_is_an_error() {
        assert!(join(EXPORTS, "").is_err());
        assert!(join(&(CALLED.join(" ") + "export default init;"), "").is_err());
    }
}
