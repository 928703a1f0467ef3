// Google's code scanner as a port: what it reads reaches the app as it is, and what it may not is told apart from going back.
package example.tradewind

import android.app.Application
import android.os.Looper
import androidx.test.core.app.ApplicationProvider
import com.google.android.gms.tasks.Task
import com.google.mlkit.vision.barcode.common.Barcode
import com.google.mlkit.vision.codescanner.GmsBarcodeScanner
import com.google.mlkit.vision.codescanner.GmsBarcodeScannerOptions
import com.google.mlkit.vision.codescanner.GmsBarcodeScanning
import example.tradewind.ports.GoogleCodeScanner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class CodeScannerTest {
    private var asked: GmsBarcodeScannerOptions? = null

    /** What the app is told after Google's scanner came to this end. */
    private fun told(end: Task<Barcode>): String {
        GmsBarcodeScanning.client = { options ->
            asked = options
            object : GmsBarcodeScanner {
                override fun startScan() = end
            }
        }
        var told = "nothing"
        val app: Application = ApplicationProvider.getApplicationContext()
        GoogleCodeScanner(app).scan(found = { told = it }, refused = { told = "refused" })
        shadowOf(Looper.getMainLooper()).idle()
        return told
    }

    @Test
    fun aCodeIsHandedOnUnread() {
        assertEquals("https://shop.example/p/mug", told(Task(true, Barcode("https://shop.example/p/mug"))))
        assertEquals("9521234543213", told(Task(true, Barcode("9521234543213"))))
        val formats = asked!!.formats
        assertTrue("$formats", setOf(Barcode.FORMAT_QR_CODE, Barcode.FORMAT_EAN_13, Barcode.FORMAT_UPC_A).all { it in formats })
    }

    @Test
    fun goingBackIsNoRefusal() {
        assertEquals("nothing", told(Task(false, null, isCanceled = true)))
        assertEquals("nothing", told(Task(true, Barcode(null))))
        assertEquals("refused", told(Task(false, null)))
    }
}
