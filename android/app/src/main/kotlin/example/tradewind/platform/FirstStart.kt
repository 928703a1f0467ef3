// The first start: asks the store what led to this install, where the core wants to know it.
package example.tradewind.platform

import example.tradewind.core.Intent
import example.tradewind.core.Snapshot
import example.tradewind.ports.InstallReferrer
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.filterNotNull
import kotlinx.coroutines.flow.first

/** Waits until the core wants it, which is on the first start alone, and asks then, once. */
suspend fun askStore(snapshots: Flow<Snapshot?>, store: InstallReferrer, tell: (Intent) -> Unit) {
    snapshots.filterNotNull().first { it.wantsReferrer }
    store.read { tell(Intent.InstallReferrer(it)) }
}
