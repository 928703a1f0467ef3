// Port: the camera that reads codes.
package example.tradewind.ports

/** Reads one bar code or QR code. The system or a library shows the camera: this app takes no picture and keeps none. */
fun interface CodeScanner {
    /**
     * Opens the camera. `found` gets the text of the code as it is, on the main thread; `refused` is called where there is no camera to be
     * had. A person who goes back calls neither.
     */
    fun scan(found: (String) -> Unit, refused: () -> Unit)
}
