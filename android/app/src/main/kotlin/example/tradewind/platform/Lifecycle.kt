// Tells the core whether the app is in the foreground.
package example.tradewind.platform

import androidx.lifecycle.DefaultLifecycleObserver
import androidx.lifecycle.LifecycleOwner
import androidx.lifecycle.ProcessLifecycleOwner

class Lifecycle(private val onForeground: (Boolean) -> Unit) : DefaultLifecycleObserver {
    fun observe() = ProcessLifecycleOwner.get().lifecycle.addObserver(this)

    override fun onStart(owner: LifecycleOwner) = onForeground(true)

    override fun onStop(owner: LifecycleOwner) = onForeground(false)
}
