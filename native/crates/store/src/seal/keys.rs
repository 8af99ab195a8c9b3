use aes_gcm::aead::AeadInPlace;
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::error::{Result, StoreCode, StoreError};

type HmacSha256 = Hmac<Sha256>;

pub(super) type Hash = [u8; 32];

pub(super) const NONCE_BYTES: usize = 12;

/// The keys of a site that entries are made with, one for each use (docs/formats/log.md, "The site key").
#[derive(Clone)]
pub struct SealKeys {
    chain: HmacSha256,
    digest: HmacSha256,
    pseudonym: HmacSha256,
    cipher: Aes256Gcm,
}

impl SealKeys {
    /// Keys of 32 bytes.
    pub fn new(chain: &[u8], seal: &[u8], digest: &[u8], pseudonym: &[u8]) -> Result<Self> {
        Ok(SealKeys {
            chain: mac(chain)?,
            digest: mac(digest)?,
            pseudonym: mac(pseudonym)?,
            cipher: Aes256Gcm::new_from_slice(seal).map_err(|_| no_key())?,
        })
    }

    /// The code of an entry, which follows from the code of the entry before it.
    pub(super) fn entry_mac(&self, previous: &Hash, index: u64, leaf_hash: &Hash) -> Hash {
        code(
            &self.chain,
            &[
                b"visite/log/entry/1\0",
                previous,
                &index.to_be_bytes(),
                leaf_hash,
            ],
        )
    }

    pub(super) fn head_mac(&self, previous: &Hash, number: u64, size: u64, root: &Hash) -> Hash {
        code(
            &self.chain,
            &[
                b"visite/log/head/1\0",
                previous,
                &number.to_be_bytes(),
                &size.to_be_bytes(),
                root,
            ],
        )
    }

    pub(super) fn inputs_digest(&self, index: u64, values: &[u8]) -> Hash {
        code(
            &self.digest,
            &[b"visite/log/inputs/1\0", &index.to_be_bytes(), values],
        )
    }

    pub(super) fn outputs_digest(&self, index: u64, values: &[u8]) -> Hash {
        code(
            &self.digest,
            &[b"visite/log/outputs/1\0", &index.to_be_bytes(), values],
        )
    }

    pub(super) fn pseudonym(&self, patient: &[u8]) -> Hash {
        code(&self.pseudonym, &[patient])
    }

    /// Content → ciphertext with its tag last, in place.
    pub(super) fn seal(&self, index: u64, nonce: &[u8], content: &mut Vec<u8>) -> Result<()> {
        if nonce.len() != NONCE_BYTES {
            return Err(refused("a nonce has 12 bytes"));
        }
        let mut context = [0; 28];
        context[..20].copy_from_slice(b"visite/log/sealed/1\0");
        context[20..].copy_from_slice(&index.to_be_bytes());
        self.cipher
            .encrypt_in_place(Nonce::from_slice(nonce), &context, content)
            .map_err(|_| refused("content that cannot be sealed"))
    }
}

fn mac(key: &[u8]) -> Result<HmacSha256> {
    if key.len() != 32 {
        return Err(no_key());
    }
    <HmacSha256 as Mac>::new_from_slice(key).map_err(|_| no_key())
}

fn code(key: &HmacSha256, parts: &[&[u8]]) -> Hash {
    let mut mac = key.clone();
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn no_key() -> StoreError {
    refused("a key of the log has 32 bytes")
}

pub(super) fn refused(message: &str) -> StoreError {
    StoreError::new(StoreCode::Refused, message)
}
