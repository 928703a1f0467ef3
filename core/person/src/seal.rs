//! The request of an open attempt holds a credential: in the file it is sealed (ChaCha20-Poly1305, RFC 8439), and the key is in
//! the vault and nowhere else. A file without its vault gives the credential to nobody, and its attempt is only asked about.

use crate::install::Install;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use tradewind_domain::lock;
use tradewind_ports::{Secret, Vault};

/// Name of the key in the vault.
pub(crate) const KEY: &str = "journal-key";
/// Bytes of the key.
const KEY_LEN: usize = 32;
/// What a sealed request begins with. One of an older build is as it was sent: JSON, which never begins so.
const MARK: u8 = 1;

impl Install {
    /// The key of this phone's journal. Where the vault does not give or take one, it is of this run alone: after a restart the
    /// attempt is asked about, and never sent.
    fn journal_key(&self) -> Option<LessSafeKey> {
        let kept = lock(&self.journal_key).clone();
        let secret = kept.unwrap_or_else(|| {
            let known = if self.serves() { self.vault.read(KEY) } else { Ok(None) };
            let known = known.ok().flatten().filter(|key| key.expose().len() == KEY_LEN);
            let made = known.unwrap_or_else(|| self.new_key());
            lock(&self.journal_key).get_or_insert(made).clone()
        });
        UnboundKey::new(&CHACHA20_POLY1305, secret.expose()).ok().map(LessSafeKey::new)
    }

    fn new_key(&self) -> Secret {
        let mut bytes = vec![0; KEY_LEN];
        self.entropy.fill(&mut bytes);
        let key = Secret::new(bytes);
        if self.serves() {
            let _ = self.vault.write(KEY, &key);
        }
        key
    }

    /// Forgets the key: what is sealed by it is nobody's any more. False where the vault was not told.
    pub(crate) fn forget_journal_key(&self) -> bool {
        *lock(&self.journal_key) = None;
        self.vault.remove(KEY).is_ok()
    }

    /// A request as the file keeps it; bound to its attempt. None only where the cipher refuses, which a request within a
    /// journal's limits does not bring about.
    pub(crate) fn seal(&self, attempt: &str, body: &[u8]) -> Option<Vec<u8>> {
        let mut nonce = [0; NONCE_LEN];
        self.entropy.fill(&mut nonce);
        let mut sealed = Vec::with_capacity(1 + NONCE_LEN + body.len() + CHACHA20_POLY1305.tag_len());
        sealed.push(MARK);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(body);
        let key = self.journal_key()?;
        let (_, plain) = sealed.split_at_mut(1 + NONCE_LEN);
        let nonce = Nonce::assume_unique_for_key(nonce);
        let tag = key.seal_in_place_separate_tag(nonce, Aad::from(attempt.as_bytes()), plain).ok()?;
        sealed.extend_from_slice(tag.as_ref());
        Some(sealed)
    }

    /// The request again; none where this phone's key does not open it.
    pub(crate) fn open(&self, attempt: &str, kept: &[u8]) -> Option<Secret> {
        let Some(sealed) = kept.strip_prefix(&[MARK]) else { return Some(Secret::new(kept)) };
        open_sealed(&self.journal_key()?, attempt, sealed)
    }
}

/// What was sealed, behind its mark.
fn open_sealed(key: &LessSafeKey, attempt: &str, sealed: &[u8]) -> Option<Secret> {
    let (nonce, rest) = sealed.split_first_chunk()?;
    let mut body = rest.to_vec();
    let nonce = Nonce::assume_unique_for_key(*nonce);
    let length = key.open_in_place(nonce, Aad::from(attempt.as_bytes()), &mut body).ok()?.len();
    body.truncate(length);
    Some(Secret::new(body))
}

/// For tests that read the file of a journal: what this vault's key opens.
#[cfg(feature = "fakes")]
pub fn unsealed(vault: &dyn Vault, attempt: &str, kept: &[u8]) -> Option<Secret> {
    let key = vault.read(KEY).ok().flatten()?;
    let key = UnboundKey::new(&CHACHA20_POLY1305, key.expose()).ok().map(LessSafeKey::new)?;
    open_sealed(&key, attempt, kept.strip_prefix(&[MARK])?)
}
