// Stands in for Google's code scanner (com.google.android.gms:play-services-code-scanner 16.1): its signatures; it never ships.
package com.google.mlkit.vision.codescanner

import android.content.Context
import com.google.android.gms.tasks.Task
import com.google.mlkit.vision.barcode.common.Barcode

class GmsBarcodeScannerOptions private constructor(val formats: Set<Int>, val zooms: Boolean) {
    class Builder {
        private var formats = emptySet<Int>()
        private var zooms = false

        fun setBarcodeFormats(format: Int, vararg more: Int) = apply { formats = more.toSet() + format }

        fun enableAutoZoom() = apply { zooms = true }

        fun build() = GmsBarcodeScannerOptions(formats, zooms)
    }
}

interface GmsBarcodeScanner {
    fun startScan(): Task<Barcode>
}

object GmsBarcodeScanning {
    /** Tests put theirs here. */
    var client: (options: GmsBarcodeScannerOptions) -> GmsBarcodeScanner = { error("no test has set it") }

    @JvmStatic
    fun getClient(@Suppress("UNUSED_PARAMETER") context: Context, options: GmsBarcodeScannerOptions): GmsBarcodeScanner = client(options)
}
