use sha2::{Digest, Sha256};

use super::keys::{Hash, refused};
use crate::error::Result;

/// The hash tree of RFC 6962, section 2.1, grown leaf by leaf. `peaks` are the roots of its full subtrees, the largest
/// first: one for each bit of `size`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tree {
    pub size: u64,
    pub peaks: Vec<Hash>,
}

impl Tree {
    pub fn new(size: u64, peaks: &[u8]) -> Result<Self> {
        let peaks: Vec<Hash> = peaks
            .chunks(32)
            .map(|peak| peak.try_into().map_err(|_| refused("a peak has 32 bytes")))
            .collect::<Result<_>>()?;
        if peaks.len() != size.count_ones() as usize {
            return Err(refused("a tree has a peak for each bit of its size"));
        }
        Ok(Tree { size, peaks })
    }

    pub fn grow(&mut self, leaf_hash: Hash) {
        let mut hash = leaf_hash;
        // Every low bit set in the size is a full subtree that the new leaf completes to one of twice its size.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                hash = node_hash(&left, &hash);
            }
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        match peaks.next() {
            None => Sha256::digest([]).into(),
            Some(last) => peaks.fold(*last, |root, left| node_hash(left, &root)),
        }
    }
}

/// SHA-256(0x00 || leaf).
pub(super) fn leaf_hash(leaf: &[u8]) -> Hash {
    Sha256::new()
        .chain_update([0])
        .chain_update(leaf)
        .finalize()
        .into()
}

fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new()
        .chain_update([1])
        .chain_update(left)
        .chain_update(right)
        .finalize()
        .into()
}
