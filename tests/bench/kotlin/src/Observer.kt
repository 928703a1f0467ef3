// An observer that notes when it was told, for another thread that waits.
package example.tradewind.bench

import example.tradewind.core.Snapshot
import example.tradewind.core.SnapshotObserver
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit

class Seen(val at: Long, val snapshot: Snapshot)

class Observer : SnapshotObserver {
    private val seen = LinkedBlockingQueue<Seen>()

    override fun changed(snapshot: Snapshot) {
        seen.put(Seen(System.nanoTime(), snapshot))
    }

    fun until(there: (Snapshot) -> Boolean): Seen {
        while (true) {
            val next = checkNotNull(seen.poll(20, TimeUnit.SECONDS)) { "the snapshot never came" }
            if (there(next.snapshot)) return next
        }
    }
}
