//! `Content-Digest` (RFC 9530): SHA-256 and SHA-512 over the raw bytes of a body.

use crate::error::SignatureError;
use crate::fields::{self, Member};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{SHA256, SHA512, digest};
use sfv::BareItem;

/// The field's value for a body of ours. UCP wants SHA-256 (`signatures.md`, "Headers").
pub fn content_digest(body: &[u8]) -> String {
    format!("sha-256=:{}:", STANDARD.encode(digest(&SHA256, body)))
}

/// Whether a body is the one that the field tells of. Each digest of a kind we know must match, and one there must be;
/// the broken kinds that RFC 9530 5 still lists (MD5, SHA-1, checksums) count as unknown.
pub(crate) fn check(field: &str, body: &[u8]) -> Result<(), SignatureError> {
    let mut known = false;
    for (name, member) in fields::dictionary(field)? {
        let algorithm = match name.as_str() {
            "sha-256" => &SHA256,
            "sha-512" => &SHA512,
            _ => continue,
        };
        let Member::Item(item) = member else { return Err(NO_BYTES) };
        let BareItem::ByteSequence(told) = item.value else { return Err(NO_BYTES) };
        if digest(algorithm, body).as_ref() != told {
            return Err(SignatureError::DigestMismatch);
        }
        known = true;
    }
    if known { Ok(()) } else { Err(SignatureError::UnsupportedAlgorithm) }
}

const NO_BYTES: SignatureError = SignatureError::Malformed("a digest is not a byte sequence");

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 9530, appendix B.1 and D (`{"hello": "world"}` with a line end), RFC 9421 B.2 (without).
    #[test]
    fn the_digests_of_the_rfcs() {
        let line: &[u8] = b"{\"hello\": \"world\"}\n";
        let sha256 = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";
        let sha512 = "sha-512=:YMAam51Jz/jOATT6/zvHrLVgOYTGFy1d6GJiOHTohq4yP+pgk4vf2aCsyRZOtw8MjkM7iw7yZ/WkppmM44T3qg==:";
        assert_eq!(content_digest(line), sha256);
        assert_eq!(check(sha512, line), Ok(()));
        assert_eq!(check(&format!("{sha256}, {sha512}"), line), Ok(()));
        assert_eq!(
            content_digest(b"{\"hello\": \"world\"}"),
            "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"
        );
        assert_eq!(content_digest(b""), "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:");
    }

    #[test]
    fn a_digest_that_differs_is_unknown_or_is_none_is_refused() {
        use SignatureError::{DigestMismatch, Malformed, UnsupportedAlgorithm};
        let good = content_digest(b"body");
        assert_eq!(check(&good, b"bodY"), Err(DigestMismatch));
        assert_eq!(
            check(&format!("{good}, sha-512=:AAAA:"), b"body"),
            Err(DigestMismatch),
            "each must match"
        );
        assert_eq!(check("sha-256=:AAAA:", b"body"), Err(DigestMismatch), "too short");
        assert_eq!(check("sha-256=::", b"body"), Err(DigestMismatch), "empty");
        assert_eq!(check("md5=:AAAA:, sha=:AAAA:", b"body"), Err(UnsupportedAlgorithm));
        assert_eq!(check("", b"body"), Err(UnsupportedAlgorithm));
        assert_eq!(check(&format!("md5=:AAAA:, {good}"), b"body"), Ok(()));
        for bad in ["sha-256=abc", "sha-256", "sha-256=(:AAAA:)", "sha-256=\"AAAA\""] {
            assert_eq!(check(bad, b"body"), Err(NO_BYTES), "{bad}");
        }
        for bad in ["sha-256=:AA", "sha-256:AAAA:", "SHA-256=:AAAA:", "sha-256=:A!AA:", ","] {
            assert!(matches!(check(bad, b"body"), Err(Malformed(_))), "{bad}");
        }
        let twice = format!("sha-256=:AAAA:, {good}");
        assert!(matches!(check(&twice, b"body"), Err(Malformed(_))), "the last would win");
    }
}
