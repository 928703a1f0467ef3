// The link that opened the app. The core decides what it means, and whether it means anything.
package example.tradewind.platform

import android.content.Intent as SystemIntent
import example.tradewind.core.Intent

fun SystemIntent.link(): String? = if (action == SystemIntent.ACTION_VIEW) dataString else null

/** A return from a payment goes to the payment, all else is a place to open. */
fun intentOf(link: String): Intent =
    if (link.startsWith(PAYMENT_RETURN, ignoreCase = true)) Intent.PaymentReturned(link) else Intent.OpenLink(link)

/** What the links begin with that payment apps and pages lead back by; the manifest states the same. */
const val PAYMENT_RETURN = "tradewind://payment/return/"
