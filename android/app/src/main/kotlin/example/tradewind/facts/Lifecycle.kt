// The fact that the app is in front, or left it.
package example.tradewind.facts

import androidx.lifecycle.DefaultLifecycleObserver
import androidx.lifecycle.LifecycleOwner
import androidx.lifecycle.ProcessLifecycleOwner

class Lifecycle(private val tell: (Boolean) -> Unit) : DefaultLifecycleObserver {
    fun watch() = ProcessLifecycleOwner.get().lifecycle.addObserver(this)

    override fun onStart(owner: LifecycleOwner) = tell(true)

    override fun onStop(owner: LifecycleOwner) = tell(false)
}
