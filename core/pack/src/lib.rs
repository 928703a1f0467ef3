//! The offline pack's format, shared by writer and reader: manifest, streams, signature, limits. No I/O.
