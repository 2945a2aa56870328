//! Knowing that nothing has changed since the last time, so that nothing need be done.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A number that changes when any of the things that went into it changes.
#[derive(Default)]
pub(crate) struct Fingerprint(DefaultHasher);

impl Fingerprint {
    /// Takes in a text: a version, a setting.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        text.hash(&mut self.0);
        self
    }

    /// Takes in the name and content of a file, or of every file under a folder. What is not
    /// there counts too, as missing.
    pub(crate) fn path(&mut self, path: &Path) -> Result<&mut Self> {
        let mut files = Vec::new();
        files_under(path, &mut files)?;
        for file in files {
            file.hash(&mut self.0);
            let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            content.hash(&mut self.0);
        }
        Ok(self)
    }

    /// The number, in hexadecimal.
    pub(crate) fn finish(&self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

/// Every file under a folder, sorted; or the file itself, or nothing where there is none.
pub(crate) fn files_under(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_dir() {
        let listing = fs::read_dir(path).with_context(|| format!("cannot list {}", path.display()))?;
        let mut entries = listing
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()
            .with_context(|| format!("cannot list {}", path.display()))?;
        entries.sort();
        for entry in entries {
            files_under(&entry, files)?;
        }
    } else if path.is_file() {
        files.push(path.to_owned());
    }
    Ok(())
}

/// The mark that a thing was done for a fingerprint, kept in a file.
pub(crate) struct Stamp {
    file: PathBuf,
    fingerprint: String,
}

impl Stamp {
    pub(crate) fn new(file: PathBuf, fingerprint: &Fingerprint) -> Self {
        Self { file, fingerprint: fingerprint.finish() }
    }

    /// Whether the thing was last done for the same fingerprint.
    pub(crate) fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|kept| kept == self.fingerprint)
    }

    /// Forgets the last time; call before starting, so that a failure half-way is done again.
    pub(crate) fn clear(&self) {
        // Nothing to forget is as good as forgotten.
        drop(fs::remove_file(&self.file));
    }

    /// Keeps the mark; call when the thing is done.
    pub(crate) fn set(&self) -> Result<()> {
        fs::write(&self.file, &self.fingerprint).with_context(|| format!("cannot write {}", self.file.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    fn of(folder: &Path, version: &str) -> String {
        Fingerprint::default().text(version).path(folder).unwrap().finish()
    }

    #[test]
    fn a_changed_byte_a_new_file_or_another_version_changes_it() {
        let folder = Folder::new("fingerprint");
        folder.write("deep/one.txt", "one");
        let before = of(folder.path(), "1");
        assert_eq!(of(folder.path(), "1"), before);
        assert_ne!(of(folder.path(), "2"), before);
        folder.write("deep/one.txt", "One");
        assert_ne!(of(folder.path(), "1"), before);
        folder.write("deep/one.txt", "one");
        assert_eq!(of(folder.path(), "1"), before);
        folder.write("two.txt", "");
        assert_ne!(of(folder.path(), "1"), before);
    }

    #[test]
    fn a_stamp_is_current_only_for_its_own_fingerprint() {
        let folder = Folder::new("stamp");
        let one = Stamp::new(folder.path().join("stamp"), Fingerprint::default().text("one"));
        let two = Stamp::new(folder.path().join("stamp"), Fingerprint::default().text("two"));
        assert!(!one.is_current());
        one.set().unwrap();
        assert!(one.is_current() && !two.is_current());
        one.clear();
        assert!(!one.is_current());
    }
}
