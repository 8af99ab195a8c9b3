/// A row of the table `entry`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    pub idx: i64,
    pub leaf: Vec<u8>,
    pub leaf_hash: Vec<u8>,
    pub mac: Vec<u8>,
}

/// A row of the table `sealed`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedRow {
    pub idx: i64,
    pub ciphertext: Vec<u8>,
}

/// A row of the table `head`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadRow {
    pub number: i64,
    pub size: i64,
    pub root: Vec<u8>,
    pub peaks: Vec<u8>,
    pub mac: Vec<u8>,
}

/// One entry of a batch, in borrowed bytes. Its index follows from its place in the batch.
#[derive(Clone, Copy, Debug)]
pub struct NewEntry<'a> {
    pub leaf: &'a [u8],
    pub leaf_hash: &'a [u8],
    pub mac: &'a [u8],
    pub ciphertext: Option<&'a [u8]>,
}

/// The head that closes a batch. Its size is that of the log after the batch.
#[derive(Clone, Copy, Debug)]
pub struct NewHead<'a> {
    pub number: i64,
    pub root: &'a [u8],
    pub peaks: &'a [u8],
    pub mac: &'a [u8],
}
