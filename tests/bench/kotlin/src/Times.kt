// Microseconds of many calls: of the calling thread's processor, and of the clock on the wall.
package example.tradewind.bench

import java.lang.management.ManagementFactory
import kotlinx.serialization.Serializable

@Serializable
class Times {
    val cpu = mutableListOf<Double>()
    val wall = mutableListOf<Double>()

    inline fun <T> measure(call: () -> T): T {
        val cpuBegun = threads.currentThreadCpuTime
        val begun = System.nanoTime()
        val made = call()
        val ended = System.nanoTime()
        cpu += (threads.currentThreadCpuTime - cpuBegun) / 1e3
        wall += (ended - begun) / 1e3
        return made
    }

    companion object {
        val threads = checkNotNull(ManagementFactory.getThreadMXBean())
    }
}
