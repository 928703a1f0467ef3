// Google's code scanner. For apps built with com.google.android.gms:play-services-code-scanner: add this folder to the app's sources.
package example.tradewind.ports

import android.content.Context
import android.os.Handler
import android.os.Looper
import com.google.mlkit.vision.barcode.common.Barcode
import com.google.mlkit.vision.codescanner.GmsBarcodeScannerOptions
import com.google.mlkit.vision.codescanner.GmsBarcodeScanning

/** Google Play services have the camera, so that this app needs no permission for it, and give the code alone. */
class GoogleCodeScanner(private val context: Context) : CodeScanner {
    private val main = Handler(Looper.getMainLooper())

    override fun scan(found: (String) -> Unit, refused: () -> Unit) {
        val options = GmsBarcodeScannerOptions.Builder()
            .setBarcodeFormats(
                Barcode.FORMAT_QR_CODE,
                Barcode.FORMAT_DATA_MATRIX,
                Barcode.FORMAT_EAN_8,
                Barcode.FORMAT_EAN_13,
                Barcode.FORMAT_UPC_A,
                Barcode.FORMAT_UPC_E,
                Barcode.FORMAT_ITF,
                Barcode.FORMAT_CODE_128,
            )
            .enableAutoZoom()
            .build()
        GmsBarcodeScanning.getClient(context, options)
            .startScan()
            .addOnCompleteListener(main::post) {
                val text = if (it.isSuccessful) it.result?.rawValue else null
                when {
                    text != null -> found(text)
                    // The person went back.
                    it.isSuccessful || it.isCanceled -> Unit
                    else -> refused()
                }
            }
    }
}
