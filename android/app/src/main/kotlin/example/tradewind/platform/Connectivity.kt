// Tells the core whether there is a network.
package example.tradewind.platform

import android.content.Context
import android.net.ConnectivityManager
import android.net.Network
import android.net.NetworkCapabilities

class Connectivity(private val context: Context, private val onChange: (Boolean) -> Unit) {
    fun observe() = manager(context).registerDefaultNetworkCallback(object : ConnectivityManager.NetworkCallback() {
        override fun onAvailable(network: Network) = onChange(true)

        override fun onLost(network: Network) = onChange(false)
    })

    companion object {
        fun isOnline(context: Context): Boolean {
            val manager = manager(context)
            val capabilities = manager.getNetworkCapabilities(manager.activeNetwork)
            return capabilities?.hasCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET) == true
        }

        private fun manager(context: Context) = context.getSystemService(ConnectivityManager::class.java)
    }
}
