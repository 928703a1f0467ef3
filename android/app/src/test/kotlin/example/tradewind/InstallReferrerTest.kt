// Google Play's install referrer as a port: what it says reaches the app as it is, and what Play and its library break breaks nothing.
package example.tradewind

import android.app.Application
import android.os.Bundle
import android.os.Looper
import android.os.RemoteException
import androidx.test.core.app.ApplicationProvider
import com.android.installreferrer.api.InstallReferrerClient
import com.android.installreferrer.api.InstallReferrerClient.InstallReferrerResponse
import com.android.installreferrer.api.InstallReferrerStateListener
import com.android.installreferrer.api.ReferrerDetails
import example.tradewind.ports.PlayInstallReferrer
import java.util.concurrent.Executor
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class InstallReferrerTest {
    private var ended = 0

    /** Play, as it answers with this code; `details` and `end` are what its library does then. */
    private inner class Play(
        private val code: Int,
        private val details: () -> ReferrerDetails = { error("it was not asked") },
        private val end: () -> Unit = {},
    ) : InstallReferrerClient() {
        override val isReady = code == InstallReferrerResponse.OK
        override val installReferrer: ReferrerDetails get() = details()

        override fun startConnection(listener: InstallReferrerStateListener) = listener.onInstallReferrerSetupFinished(code)

        override fun endConnection() {
            ended += 1
            end()
        }
    }

    /** What the app is told, where anything is. */
    private fun told(play: InstallReferrerClient): String? {
        InstallReferrerClient.client = { play }
        var told: String? = null
        val app: Application = ApplicationProvider.getApplicationContext()
        PlayInstallReferrer(app, Executor { it.run() }).read { told = it }
        assertNull("on the main thread, in its turn", told)
        shadowOf(Looper.getMainLooper()).idle()
        return told
    }

    private fun said(text: String?) = { ReferrerDetails(Bundle().apply { putString("install_referrer", text) }) }

    @Test
    fun whatPlaySaysIsHandedOnUnread() {
        val referrer = "utm_source=news&tw_link=https%3A%2F%2Fshop.example%2Fp%2Fmug"
        assertEquals(referrer, told(Play(InstallReferrerResponse.OK, said(referrer))))
        assertEquals("", told(Play(InstallReferrerResponse.OK, said(null))))
        assertEquals("the connection is given back", 2, ended)
    }

    @Test
    fun whatItWillNeverSayIsNothingAndWhatItMaySayLaterIsNotTold() {
        assertEquals("", told(Play(InstallReferrerResponse.FEATURE_NOT_SUPPORTED)))
        for (code in listOf(InstallReferrerResponse.SERVICE_UNAVAILABLE, InstallReferrerResponse.SERVICE_DISCONNECTED, 4)) {
            assertNull("$code", told(Play(code)))
        }
        assertEquals(4, ended)
    }

    @Test
    fun whatPlayAndItsLibraryBreakBreaksNothing() {
        assertNull(told(Play(InstallReferrerResponse.OK, { throw RemoteException() })))
        assertNull(told(Play(InstallReferrerResponse.OK, { throw IllegalStateException() })))
        val unbound = Play(InstallReferrerResponse.OK, said("x"), end = { throw IllegalArgumentException() })
        assertEquals("x", told(unbound))
        val forbidden = object : InstallReferrerClient() {
            override val isReady = false
            override val installReferrer: ReferrerDetails get() = error("it was not asked")

            override fun startConnection(listener: InstallReferrerStateListener): Unit = throw SecurityException()

            override fun endConnection() = Unit
        }
        assertNull(told(forbidden))
    }
}
