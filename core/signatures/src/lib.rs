//! Signed HTTP messages as UCP profiles them: RFC 9421 signatures, RFC 9530 digests, JWK keys. No I/O.
//!
//! A signature names what it covers (`@method`, `@path`, header fields), and a body is covered through its `Content-Digest`.
//! UCP (`signatures.md`, 2026-08-25) says which parts must be covered, takes ES256 and Ed25519 (ES384 may be left out, and is),
//! and publishes keys as JWKs in profiles. Time, keys and messages come in as arguments: the same ones give the same answer
//! and the same signature, byte by byte. Keys of ours may be of Ed25519; the feature `es256` adds those of P-256.
//!
//! Where to start: [`verify()`] (what is done with a message from outside) and [`sign()`] (what is put on one of ours), both over a
//! [`Message`]. Then [`KeySet`] (keys of a profile), [`SigningKey`] (a key of ours) and [`Policy`] (what must be covered, and
//! how old a signature may be).
//!
//! What a verified message is not: fresh. UCP leaves replay to the signed `Idempotency-Key`; who needs more sets
//! [`Policy::max_age`] and keeps the [`Verified::nonce`]s.

mod base;
mod component;
mod digest;
mod error;
mod fields;
mod input;
mod jwk;
mod limits;
mod message;
mod policy;
mod sign;
mod signing_key;
mod verify;

pub use digest::content_digest;
pub use error::SignatureError;
pub use jwk::{Algorithm, KeyField, KeySet, PublicKey};
pub use limits::{FIELD_BYTES, KEYS, LABELS};
pub use message::{Message, Request, Response};
pub use policy::{Cover, Policy};
pub use sign::{Parameters, sign};
pub use signing_key::SigningKey;
pub use verify::{Verified, is_signed, verify};
