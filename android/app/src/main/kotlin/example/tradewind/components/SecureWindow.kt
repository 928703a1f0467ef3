// While a payment is on the screen: no screenshot, no picture among the recent apps, no touch through another app's window.
package example.tradewind.components

import android.view.WindowManager
import androidx.activity.compose.LocalActivity
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.ui.platform.LocalView
import example.tradewind.core.CheckoutPhase
import example.tradewind.core.HandOffKind
import example.tradewind.core.Screen

/**
 * Whether the screen is to be secured: where Pay is, and while a payment is under way. A payment code and a voucher's number are
 * left out: they are there to be shown to another device, and many keep a picture of them for their bank's app.
 */
fun Screen.isSecure(): Boolean {
    val checkout = (this as? Screen.Checkout)?.content ?: return false
    return when (checkout.phase) {
        CheckoutPhase.REVIEW, CheckoutPhase.WALLET, CheckoutPhase.SENDING -> true
        CheckoutPhase.WITH_PERSON -> checkout.handOff?.kind.let { it != HandOffKind.CODE && it != HandOffKind.VOUCHER }
        else -> false
    }
}

@Composable
fun SecureWindow(secure: Boolean) {
    val view = LocalView.current
    val window = LocalActivity.current?.window
    DisposableEffect(view, window, secure) {
        view.filterTouchesWhenObscured = secure
        if (secure) window?.addFlags(WindowManager.LayoutParams.FLAG_SECURE)
        onDispose {
            view.filterTouchesWhenObscured = false
            window?.clearFlags(WindowManager.LayoutParams.FLAG_SECURE)
        }
    }
}
