//! Writes module.wasm beside every module.wat under test/vectors/model-abi.

use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../test/vectors/model-abi");
    for entry in fs::read_dir(root)? {
        let folder = entry?.path();
        fs::write(
            folder.join("module.wasm"),
            wat::parse_file(folder.join("module.wat"))?,
        )?;
    }
    Ok(())
}
