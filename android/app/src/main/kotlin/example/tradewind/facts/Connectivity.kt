// The fact that there is a network, and each change of it.
package example.tradewind.facts

import android.content.Context
import android.net.ConnectivityManager
import android.net.Network
import android.net.NetworkCapabilities

class Connectivity(private val context: Context, private val tell: (Boolean) -> Unit) {
    fun watch() = manager(context).registerDefaultNetworkCallback(object : ConnectivityManager.NetworkCallback() {
        override fun onAvailable(network: Network) = tell(true)

        override fun onLost(network: Network) = tell(false)
    })

    companion object {
        fun now(context: Context): Boolean {
            val manager = manager(context)
            val has = manager.getNetworkCapabilities(manager.activeNetwork)
            return has?.hasCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET) == true
        }

        private fun manager(context: Context) = context.getSystemService(ConnectivityManager::class.java)
    }
}
