// The held list again and again: as records through the glue, then as JSON through JNA.
package example.tradewind.bench

import example.tradewind.core.Screen
import example.tradewind.core.peerSnapshot
import kotlinx.serialization.Serializable

@Serializable
class Both(val ours: Times = Times(), val theirs: Times = Times())

fun rows(count: Int): Both {
    val both = Both()
    repeat(count) {
        val ours = checkNotNull(both.ours.measure { peerSnapshot() }).screen as Screen.Results
        val theirs = both.theirs.measure { Peer.snapshot() }.screen
        check(ours.v1.rows.last().accessibility == theirs.rows.last().accessibility) { "not the same list" }
    }
    return both
}
