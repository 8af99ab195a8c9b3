//! Writes the binary beside the text of every module of test/vectors: model-abi/*/module.wat, hostile/modules/*.wat.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../test/vectors");
    let mut texts: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(root.join("model-abi"))? {
        texts.push(entry?.path().join("module.wat"));
    }
    for entry in fs::read_dir(root.join("hostile/modules"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "wat") {
            texts.push(path);
        }
    }
    for text in texts {
        fs::write(text.with_extension("wasm"), wat::parse_file(&text)?)?;
    }
    Ok(())
}
