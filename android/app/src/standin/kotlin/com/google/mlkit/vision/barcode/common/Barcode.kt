// Stands in for ML Kit's bar codes (com.google.mlkit:barcode-scanning-common 17.0): its signatures; it never ships.
package com.google.mlkit.vision.barcode.common

class Barcode(val rawValue: String?) {
    companion object {
        const val FORMAT_CODE_128 = 1
        const val FORMAT_DATA_MATRIX = 16
        const val FORMAT_EAN_13 = 32
        const val FORMAT_EAN_8 = 64
        const val FORMAT_ITF = 128
        const val FORMAT_QR_CODE = 256
        const val FORMAT_UPC_A = 512
        const val FORMAT_UPC_E = 1024
    }
}
