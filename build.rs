//! Names the sources that decide what the index holds: another program makes
//! it again.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::{fs, io};

const SOURCES: [&str; 3] = ["src/core", "src/index", "src/store"];

fn main() -> io::Result<()> {
    let mut sources = BTreeMap::new();
    for folder in SOURCES {
        println!("cargo::rerun-if-changed={folder}");
        read(Path::new(folder), &mut sources)?;
    }
    let mut hasher = DefaultHasher::new();
    sources.hash(&mut hasher);
    println!("cargo::rustc-env=BITACORA_SOURCES={:016x}", hasher.finish());
    Ok(())
}

fn read(folder: &Path, into: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(&path, into)?;
        } else {
            into.insert(path.to_string_lossy().into_owned(), fs::read(&path)?);
        }
    }
    Ok(())
}
