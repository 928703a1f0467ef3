//! How much a stranger's signature may cost: checked before anything is allocated or computed.

/// Bytes of one header field after its lines are joined. Web servers take 8 KiB of all header fields by default.
pub const FIELD_BYTES: usize = 8 << 10;
/// Signatures that one message may carry. RFC 9421 4.3 knows two: a client's and a proxy's.
pub const LABELS: usize = 4;
/// Keys that are read of one profile; the ones after them are not there. UCP's rotation (90 days) keeps two or three.
pub const KEYS: usize = 20;
/// Keys of one profile that may share a name and are tried one after another (RFC 7517 4.5 allows it).
pub(crate) const KEYS_OF_A_NAME: usize = 2;
/// Components that one signature may cover. UCP's fullest has ten.
pub(crate) const COMPONENTS: usize = 32;
/// Parameters of one signature or component. RFC 9421 has six and five.
pub(crate) const PARAMETERS: usize = 12;
/// Bytes of a key's name. A thumbprint has 43.
pub(crate) const KID_BYTES: usize = 256;
/// Bytes of a signature: RFC 9421's largest that are in use are RSA's with 4,096 bits.
pub(crate) const SIGNATURE_BYTES: usize = 512;
