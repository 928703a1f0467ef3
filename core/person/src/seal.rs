//! The request of an open attempt holds a credential: in the file it is sealed (ChaCha20-Poly1305, RFC 8439), and the key is in
//! the vault and nowhere else. A file without its vault gives the credential to nobody, and its attempt is only asked about.

use crate::install::Install;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use tradewind_domain::lock;
use tradewind_ports::{Secret, Vault, VaultError};

/// Name of the key in the vault.
pub(crate) const KEY: &str = "journal-key";
/// Bytes of the key.
const KEY_LEN: usize = 32;
/// What a sealed request begins with. One of an older build is as it was sent: a JSON object.
const MARK: u8 = 1;

/// What a request goes with in clear: where it is sent, by which version of the protocol, under which key. Sealed bytes open beside
/// the very same alone, so that nobody who edits the file has the credential sent elsewhere.
pub(crate) struct Beside<'a> {
    pub(crate) attempt: &'a str,
    pub(crate) url: &'a str,
    pub(crate) protocol: &'a str,
    pub(crate) key: &'a str,
}

impl Beside<'_> {
    /// Each with its length, so that no two go over into each other.
    fn bytes(&self) -> Vec<u8> {
        let mut all = Vec::new();
        for part in [self.attempt, self.url, self.protocol, self.key] {
            all.extend_from_slice(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            all.extend_from_slice(part.as_bytes());
        }
        all
    }
}

impl Install {
    /// A request as the file keeps it. None only where the cipher refuses, which a request within a journal's limits does not bring
    /// about.
    pub(crate) fn seal(&self, beside: &Beside<'_>, body: &[u8]) -> Option<Vec<u8>> {
        let mut nonce = [0; NONCE_LEN];
        self.entropy.fill(&mut nonce);
        let mut sealed = Vec::with_capacity(1 + NONCE_LEN + body.len() + CHACHA20_POLY1305.tag_len());
        sealed.push(MARK);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(body);
        let key = cipher(&self.key_to_seal())?;
        let (_, plain) = sealed.split_at_mut(1 + NONCE_LEN);
        let nonce = Nonce::assume_unique_for_key(nonce);
        let tag = key.seal_in_place_separate_tag(nonce, Aad::from(beside.bytes()), plain).ok()?;
        sealed.extend_from_slice(tag.as_ref());
        Some(sealed)
    }

    /// The request again; none where this phone's key does not open it, or the vault does not tell it. Never makes a key.
    pub(crate) fn open(&self, beside: &Beside<'_>, kept: &[u8]) -> Option<Secret> {
        let Some(sealed) = kept.strip_prefix(&[MARK]) else {
            return kept.starts_with(b"{").then(|| Secret::new(kept));
        };
        let known = lock(&self.journal_key).clone();
        let key = known.or_else(|| self.kept_key().ok().flatten())?;
        open_sealed(&cipher(&key)?, beside, sealed)
    }

    /// Forgets the key: what is sealed by it is nobody's any more. False where the vault was not told.
    pub(crate) fn forget_journal_key(&self) -> bool {
        *lock(&self.journal_key) = None;
        self.vault.remove(KEY).is_ok()
    }

    /// The key of this phone's journal, made where there is none. Where the vault does not tell or take one now, it is of this run
    /// alone, and the one in the vault stays: after a restart the attempt is asked about, and never sent.
    fn key_to_seal(&self) -> Secret {
        if let Some(known) = lock(&self.journal_key).clone() {
            return known;
        }
        let kept = self.kept_key();
        let made = match &kept {
            Ok(Some(key)) => key.clone(),
            Ok(None) | Err(_) => self.new_key(),
        };
        // Who was first wins, in memory and then in the vault.
        let key = lock(&self.journal_key).get_or_insert(made).clone();
        if matches!(kept, Ok(None)) {
            let _ = self.vault.write(KEY, &key);
        }
        key
    }

    /// The key in the vault; none where there is none. An error where that cannot be known now.
    fn kept_key(&self) -> Result<Option<Secret>, VaultError> {
        if !self.serves() {
            return Err(VaultError::Failed);
        }
        Ok(self.vault.read(KEY)?.filter(|key| key.expose().len() == KEY_LEN))
    }

    fn new_key(&self) -> Secret {
        let mut bytes = vec![0; KEY_LEN];
        self.entropy.fill(&mut bytes);
        Secret::new(bytes)
    }
}

fn cipher(key: &Secret) -> Option<LessSafeKey> {
    UnboundKey::new(&CHACHA20_POLY1305, key.expose()).ok().map(LessSafeKey::new)
}

/// What was sealed, behind its mark.
fn open_sealed(key: &LessSafeKey, beside: &Beside<'_>, sealed: &[u8]) -> Option<Secret> {
    let (nonce, rest) = sealed.split_first_chunk()?;
    let mut body = rest.to_vec();
    let nonce = Nonce::assume_unique_for_key(*nonce);
    let length = key.open_in_place(nonce, Aad::from(beside.bytes()), &mut body).ok()?.len();
    body.truncate(length);
    Some(Secret::new(body))
}

/// For tests that read the file of a journal: what this vault's key opens of a row's `id`, `url`, `protocol`, `key` and `body`.
#[cfg(feature = "fakes")]
pub fn unsealed(vault: &dyn Vault, [attempt, url, protocol, key]: [&str; 4], kept: &[u8]) -> Option<Secret> {
    let cipher = cipher(&vault.read(KEY).ok().flatten()?)?;
    open_sealed(&cipher, &Beside { attempt, url, protocol, key }, kept.strip_prefix(&[MARK])?)
}
