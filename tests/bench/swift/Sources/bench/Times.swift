// Microseconds of many calls: of the calling thread's processor, and of the clock on the wall.
import Foundation

struct Fault: Error {
    let description: String
}

struct Times: Encodable {
    var cpu: [Double] = []
    var wall: [Double] = []

    mutating func measure<T>(_ call: () throws -> T) rethrows -> T {
        let cpuBegun = now(CLOCK_THREAD_CPUTIME_ID)
        let begun = now(CLOCK_MONOTONIC)
        let made = try call()
        let ended = now(CLOCK_MONOTONIC)
        cpu.append(Double(now(CLOCK_THREAD_CPUTIME_ID) - cpuBegun) / 1e3)
        wall.append(Double(ended - begun) / 1e3)
        return made
    }
}

/// Nanoseconds of a clock.
func now(_ clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
}
