//! Makes the rows of a batch of the log (docs/formats/log.md) from what the caller decided: the text of each entry but for
//! its place, its digests and its seal. core/audit/to-batch.ts makes the same bytes, one entry at a time.

mod keys;
mod tree;

use sha2::{Digest, Sha256};

pub use keys::SealKeys;
use keys::{Hash, NONCE_BYTES, refused};
use tree::{Tree, leaf_hash};

use crate::error::Result;

/// Pieces of the text of an entry without sealed content; between them stand its index and its line.
const PLAIN_PIECES: usize = 3;
/// Pieces of the text of an inference; between them stand its index, the digest of its inputs, its line, the digest of
/// its outputs, the patient's pseudonym, and nonce and digest of its sealed content.
const SEALED_PIECES: usize = 8;
/// The format of sealed content, and its count of outputs where the model was not run.
const CONTENT_FORMAT: u32 = 1;
const ABSENT: u32 = 0xffff_ffff;
const NAN: [u8; 8] = 0x7ff8_0000_0000_0000_u64.to_le_bytes();

/// Where a log ends.
#[derive(Clone, Debug)]
pub struct LogEnd {
    pub size: u64,
    /// 32 bytes each.
    pub peaks: Vec<u8>,
    pub mac: Hash,
    pub heads: u64,
    pub head_mac: Hash,
}

/// Entries to be made, in their order.
pub struct Drafts {
    /// Texts of entries, in pieces; an entry with sealed content has `SEALED_PIECES`.
    pub templates: Vec<Vec<Vec<u8>>>,
    /// For each entry its template and its line.
    pub template_of: Vec<u32>,
    pub lines: Vec<u32>,
    /// For each inference: patient's number, and the text behind the numbers of its sealed content.
    pub patients: Vec<Vec<u8>>,
    pub told: Vec<Vec<u8>>,
    /// For each inference `input_columns` values.
    pub inputs: Vec<f64>,
    pub input_columns: usize,
    /// For each inference `output_columns` values, of no meaning where `asked` is 0.
    pub outputs: Vec<f64>,
    pub output_columns: usize,
    pub asked: Vec<u8>,
    /// For each inference 12 bytes, never used before under this key.
    pub nonces: Vec<u8>,
}

/// A row of the tables `entry` and `sealed`.
pub struct SealedEntry {
    pub leaf: Vec<u8>,
    pub leaf_hash: Hash,
    pub mac: Hash,
    pub ciphertext: Option<Vec<u8>>,
}

/// The rows of a batch and the log's new end.
pub struct SealedBatch {
    pub entries: Vec<SealedEntry>,
    pub root: Hash,
    pub end: LogEnd,
}

/// The rows that add these entries to a log that ends so. Refuses lists that do not fit each other.
pub fn seal(keys: &SealKeys, end: &LogEnd, drafts: &Drafts) -> Result<SealedBatch> {
    check(drafts)?;
    let mut tree = Tree::new(end.size, &end.peaks)?;
    let mut mac = end.mac;
    let mut inference = 0;
    let mut entries = Vec::with_capacity(drafts.lines.len());
    for (template, line) in drafts.template_of.iter().zip(&drafts.lines) {
        let pieces = drafts
            .templates
            .get(*template as usize)
            .ok_or_else(|| refused("an entry without a text"))?;
        let index = tree.size;
        let (leaf, ciphertext) = if pieces.len() == SEALED_PIECES {
            let sealed = seal_one(keys, drafts, inference, index)?;
            inference += 1;
            let slots = [
                index.to_string(),
                hex(&sealed.inputs),
                line.to_string(),
                hex(&sealed.outputs),
                hex(&sealed.patient),
                hex(&sealed.nonce),
                hex(&Sha256::digest(&sealed.ciphertext)),
            ];
            (fill(pieces, &slots), Some(sealed.ciphertext))
        } else {
            (fill(pieces, &[index.to_string(), line.to_string()]), None)
        };
        let leaf_hash = leaf_hash(&leaf);
        mac = keys.entry_mac(&mac, index, &leaf_hash);
        tree.grow(leaf_hash);
        entries.push(SealedEntry {
            leaf,
            leaf_hash,
            mac,
            ciphertext,
        });
    }
    if inference != drafts.patients.len() {
        return Err(refused("more inferences than entries for them"));
    }
    let root = tree.root();
    let head_mac = keys.head_mac(&end.head_mac, end.heads, tree.size, &root);
    Ok(SealedBatch {
        entries,
        root,
        end: LogEnd {
            size: tree.size,
            peaks: tree.peaks.concat(),
            mac,
            heads: end.heads + 1,
            head_mac,
        },
    })
}

struct Inference {
    patient: Hash,
    inputs: Hash,
    outputs: Hash,
    nonce: Vec<u8>,
    ciphertext: Vec<u8>,
}

fn seal_one(keys: &SealKeys, drafts: &Drafts, at: usize, index: u64) -> Result<Inference> {
    let missing = || refused("fewer inferences than entries for them");
    let patient = drafts.patients.get(at).ok_or_else(missing)?;
    let told = drafts.told.get(at).ok_or_else(missing)?;
    let asked = drafts.asked.get(at).ok_or_else(missing)? != &0;
    let nonce = row(&drafts.nonces, NONCE_BYTES, at).ok_or_else(missing)?;
    let inputs = row(&drafts.inputs, drafts.input_columns, at).ok_or_else(missing)?;
    let outputs = row(&drafts.outputs, drafts.output_columns, at).ok_or_else(missing)?;
    let outputs = if asked { outputs } else { &[] };

    let values = 12 + 8 * inputs.len();
    let text = values + 8 * outputs.len();
    let mut content = Vec::with_capacity(text + told.len() + 16);
    content.extend_from_slice(&CONTENT_FORMAT.to_le_bytes());
    content.extend_from_slice(&(inputs.len() as u32).to_le_bytes());
    let count = if asked { outputs.len() as u32 } else { ABSENT };
    content.extend_from_slice(&count.to_le_bytes());
    push_values(&mut content, inputs);
    push_values(&mut content, outputs);
    content.extend_from_slice(told);
    let inputs = keys.inputs_digest(index, &content[12..values]);
    let outputs = keys.outputs_digest(index, &content[values..text]);
    keys.seal(index, nonce, &mut content)?;
    Ok(Inference {
        patient: keys.pseudonym(patient),
        inputs,
        outputs,
        nonce: nonce.to_vec(),
        ciphertext: content,
    })
}

fn check(drafts: &Drafts) -> Result<()> {
    let count = drafts.patients.len();
    let fits = !drafts.lines.is_empty()
        && drafts.template_of.len() == drafts.lines.len()
        && drafts.told.len() == count
        && drafts.asked.len() == count
        && drafts.nonces.len() == NONCE_BYTES * count
        && Some(drafts.inputs.len()) == drafts.input_columns.checked_mul(count)
        && Some(drafts.outputs.len()) == drafts.output_columns.checked_mul(count)
        && drafts
            .templates
            .iter()
            .all(|pieces| pieces.len() == SEALED_PIECES || pieces.len() == PLAIN_PIECES);
    if fits {
        return Ok(());
    }
    Err(refused("the lists of a batch do not fit each other"))
}

/// The values of the row at `at` among rows of `columns` each.
fn row<T>(values: &[T], columns: usize, at: usize) -> Option<&[T]> {
    let start = at.checked_mul(columns)?;
    values.get(start..start.checked_add(columns)?)
}

/// Every NaN is the same one.
fn push_values(content: &mut Vec<u8>, values: &[f64]) {
    for value in values {
        let bytes = if value.is_nan() {
            NAN
        } else {
            value.to_le_bytes()
        };
        content.extend_from_slice(&bytes);
    }
}

fn fill(pieces: &[Vec<u8>], slots: &[String]) -> Vec<u8> {
    let length = pieces.iter().map(Vec::len).sum::<usize>();
    let mut leaf = Vec::with_capacity(length + slots.iter().map(String::len).sum::<usize>());
    for (at, piece) in pieces.iter().enumerate() {
        leaf.extend_from_slice(piece);
        if let Some(slot) = slots.get(at) {
            leaf.extend_from_slice(slot.as_bytes());
        }
    }
    leaf
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}
