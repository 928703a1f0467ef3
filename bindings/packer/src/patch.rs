//! Two measured changes to the generated code. Each replaces a passage that must be there exactly once: when uniffi changes its
//! templates, packing fails and someone looks, instead of shipping the slow code silently.

use crate::error::PackError;

/// A passage, and what stands in its place.
struct Patch {
    name: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
}

/// All of them. Costs were measured on the reference machine with uniffi 0.32.2, JNA 5.13 and Swift 6.0.3 for Linux.
const PATCHES: &[Patch] = &[
    // JNA takes 5 to 15 us to make the structure that carries a call's status; here each thread uses its own again. A stack
    // and not one slot, since calls nest: a call out of a callback begins while the outer one waits. A method call falls from
    // 13 us to 2.2 us.
    Patch {
        name: "K",
        file: "tradewind.kt",
        from: "\
private inline fun <U, E: kotlin.Exception> uniffiRustCallWithError(errorHandler: UniffiRustCallStatusErrorHandler<E>, callback: (UniffiRustCallStatus) -> U): U {
    var status = UniffiRustCallStatus()
    val return_value = callback(status)
    uniffiCheckCallStatus(errorHandler, status)
    return return_value
}
",
        to: "\
private val uniffiIdleStatuses: ThreadLocal<kotlin.collections.ArrayDeque<UniffiRustCallStatus>> =
    ThreadLocal.withInitial { kotlin.collections.ArrayDeque() }

private inline fun <U, E: kotlin.Exception> uniffiRustCallWithError(errorHandler: UniffiRustCallStatusErrorHandler<E>, callback: (UniffiRustCallStatus) -> U): U {
    val idle = uniffiIdleStatuses.get()!!
    val status = idle.removeLastOrNull() ?: UniffiRustCallStatus()
    try {
        val return_value = callback(status)
        uniffiCheckCallStatus(errorHandler, status)
        return return_value
    } finally {
        status.code = 0
        status.error_buf.capacity = 0
        status.error_buf.len = 0
        status.error_buf.data = null
        idle.addLast(status)
    }
}
",
    },
    // Foundation's `copyBytes` for a range is slow on Linux: a list of 50 records takes 618 us instead of 121 us.
    Patch {
        name: "S, numbers",
        file: "TradewindCore.swift",
        from: "\
    var value: T = 0
    let _ = withUnsafeMutableBytes(of: &value, { reader.data.copyBytes(to: $0, from: range)})
    reader.offset = range.upperBound
    return value.bigEndian
",
        to: "\
    let start = reader.data.startIndex
    let value = reader.data.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: range.lowerBound - start, as: T.self) }
    reader.offset = range.upperBound
    return value.bigEndian
",
    },
    Patch {
        name: "S, bytes",
        file: "TradewindCore.swift",
        from: "\
    var value = [UInt8](repeating: 0, count: count)
    value.withUnsafeMutableBufferPointer({ buffer in
        reader.data.copyBytes(to: buffer, from: range)
    })
    reader.offset = range.upperBound
    return value
",
        to: "\
    let start = reader.data.startIndex
    let value = reader.data.withUnsafeBytes { Array($0[(range.lowerBound - start)..<(range.upperBound - start)]) }
    reader.offset = range.upperBound
    return value
",
    },
];

/// The text of a generated file with its patches.
pub fn apply(file: &str, text: String) -> Result<String, PackError> {
    PATCHES.iter().filter(|patch| file.ends_with(patch.file)).try_fold(text, |text, patch| {
        match text.matches(patch.from).count() {
            1 => Ok(text.replace(patch.from, patch.to)),
            found => Err(PackError::Patch { patch: patch.name, found }),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_that_is_gone_or_there_twice_fails_loudly() {
        let [k, ..] = PATCHES else { unreachable!("there is a first") };
        let once = format!("before\n{}after\n", k.from);
        let patched = apply("example/tradewind.kt", once.clone()).expect("once");
        assert_eq!(patched, format!("before\n{}after\n", k.to));
        for wrong in [patched, format!("{once}{once}"), String::new()] {
            assert!(matches!(apply("tradewind.kt", wrong), Err(PackError::Patch { patch: "K", .. })));
        }
        assert!(matches!(
            apply("TradewindCore.swift", String::new()),
            Err(PackError::Patch { patch: "S, numbers", found: 0 })
        ));
        assert_eq!(apply("TradewindCoreFFI.h", "x".to_owned()).expect("has none"), "x");
    }
}
