// Google Play's install referrer. For apps built with com.android.installreferrer:installreferrer: add this folder to the app's sources.
package example.tradewind.ports

import android.content.Context
import android.os.Handler
import android.os.Looper
import android.os.RemoteException
import com.android.installreferrer.api.InstallReferrerClient
import com.android.installreferrer.api.InstallReferrerClient.InstallReferrerResponse
import com.android.installreferrer.api.InstallReferrerStateListener
import java.util.concurrent.Executor

/** Play answers from what lies on the phone, for 90 days after the install. `work` runs the call to it, which may wait. */
class PlayInstallReferrer(private val context: Context, private val work: Executor = Executor { Thread(it, "install-referrer").start() }) :
    InstallReferrer {
    private val main = Handler(Looper.getMainLooper())

    override fun read(found: (String) -> Unit) {
        val client = InstallReferrerClient.newBuilder(context).build()
        val listener = object : InstallReferrerStateListener {
            override fun onInstallReferrerSetupFinished(responseCode: Int) = work.execute {
                val said = when (responseCode) {
                    InstallReferrerResponse.OK -> client.said()
                    // Play is not here, or knows nothing of this: nothing is to be asked later.
                    InstallReferrerResponse.FEATURE_NOT_SUPPORTED -> ""
                    else -> null
                }
                client.end()
                if (said != null) main.post { found(said) }
            }

            // The library sets it up again by itself.
            override fun onInstallReferrerServiceDisconnected() = Unit
        }
        try {
            client.startConnection(listener)
        } catch (_: SecurityException) {
            // Some phones let no app bind to Play's service, and the library lets that through.
        }
    }

    private fun InstallReferrerClient.said(): String? = try {
        installReferrer.installReferrer.orEmpty()
    } catch (_: RemoteException) {
        null
    } catch (_: IllegalStateException) {
        // The service went away meanwhile.
        null
    }

    private fun InstallReferrerClient.end() = try {
        endConnection()
    } catch (_: IllegalArgumentException) {
        // The system had let go of the service already.
    }
}
