// The held list again and again: as records through the glue, then as JSON through C.
import TradewindCore

struct Both: Encodable {
    var ours = Times()
    var theirs = Times()
}

func rows(_ count: Int) throws -> Both {
    var both = Both()
    for _ in 0..<count {
        let ours = try both.ours.measure { try peerSnapshot() }
        let theirs = try both.theirs.measure { try Peer.snapshot() }
        guard case .results(let list)? = ours?.screen, list.rows.last?.accessibility == theirs.screen.rows.last?.accessibility
        else { throw Fault(description: "not the same list") }
    }
    return both
}
