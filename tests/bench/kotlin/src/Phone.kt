// The shop behind the glue, and what it costs from a call to the observer's.
package example.tradewind.bench

import example.tradewind.core.Intent
import example.tradewind.core.LiveHandles
import example.tradewind.core.Screen
import example.tradewind.core.SheetEnd
import example.tradewind.core.Shop
import example.tradewind.core.ShopConfig
import example.tradewind.core.Snapshot
import example.tradewind.core.Tab
import example.tradewind.core.VaultHost
import example.tradewind.core.WalletHost
import example.tradewind.core.WalletRequest
import example.tradewind.core.liveHandles
import java.io.File
import java.lang.management.ManagementFactory
import java.util.concurrent.ConcurrentHashMap
import kotlinx.serialization.Serializable

/** What is alive and how much memory is held: bytes after the first 1,000 dispatches and after all. */
@Serializable
class Endured(val before: List<ULong>, val after: List<ULong>, val resident: List<Long>, val heap: List<Long>)

class Phone(merchant: String, folder: String) : AutoCloseable {
    private val shop = Shop(
        ShopConfig(
            merchant = merchant, dataFolder = folder, languages = listOf("en"), market = "US", currency = null, timeZone = "UTC",
            online = false, profileUrl = null, hostOverrides = emptyList(), draws = false,
        ),
        Memory(), mapOf("dev.tradewind.sandbox_wallet" to NoWallet), null,
    )

    /** Shows a window of 50 rows, and leaves it on the screen. */
    fun list(words: String): Snapshot = watched { observer ->
        observer.until { (it.screen as? Screen.Home)?.v1?.run { !loading && asOf.isNotEmpty() } == true }
        shop.dispatch(Intent.Search(words))
        shop.dispatch(Intent.Window(0u, 50u))
        observer.until { (it.screen as? Screen.Results)?.v1?.run { !loading && rows.size == 50 } == true }.snapshot
    }

    /** From `observe` to the observer's call with what is on the screen. */
    fun told(count: Int): Times {
        val times = Times()
        repeat(count) {
            val begun = System.nanoTime()
            times.wall += watched { it.until { true }.at - begun } / 1e3
        }
        return times
    }

    /** From `dispatch` to the observer's call with the other tab. */
    fun tabs(count: Int): Times = watched { observer ->
        val times = Times()
        repeat(count) { times.wall += turn(it, observer) / 1e3 }
        times
    }

    fun endure(count: Int): Endured {
        val before = liveHandles()
        val (resident, heap) = mutableListOf<Long>() to mutableListOf<Long>()
        watched { observer ->
            for (round in 1..count) {
                turn(round, observer)
                if (round == 1_000 || round == count) {
                    System.gc()
                    resident += residentBytes()
                    heap += ManagementFactory.getMemoryMXBean().heapMemoryUsage.used
                }
            }
        }
        val end = System.nanoTime() + 10_000_000_000
        // An observer in the middle of a call goes when that ends.
        while (liveHandles() != before && System.nanoTime() < end) Thread.sleep(1)
        return Endured(numbers(before), numbers(liveHandles()), resident, heap)
    }

    override fun close() {
        shop.shutdown()
        shop.destroy()
    }

    private fun turn(round: Int, observer: Observer): Long {
        val tab = if (round % 2 == 0) Tab.SETTINGS else Tab.CART
        val begun = System.nanoTime()
        shop.dispatch(Intent.OpenTab(tab))
        return observer.until { seen -> seen.tabs.any { it.selected && it.tab == tab } }.at - begun
    }

    private fun <T> watched(work: (Observer) -> T): T {
        val observer = Observer()
        val observation = shop.observe(observer)
        try {
            return work(observer)
        } finally {
            observation.end()
            observation.destroy()
        }
    }

    private fun numbers(live: LiveHandles) = listOf(live.shops, live.observations, live.pixels, live.hosts)

    /** The resident set, as Linux says it. */
    private fun residentBytes() = File("/proc/self/statm").readText().split(' ')[1].toLong() * 4096
}

private class Memory : VaultHost {
    private val kept = ConcurrentHashMap<String, ByteArray>()

    override fun read(name: String): ByteArray? = kept[name]

    override fun write(name: String, value: ByteArray) {
        kept[name] = value
    }

    override fun delete(name: String) {
        kept.remove(name)
    }
}

private object NoWallet : WalletHost {
    override fun present(request: WalletRequest) = Unit

    override fun isReady() = true

    override fun dismiss(sheet: String, end: SheetEnd) = Unit
}
