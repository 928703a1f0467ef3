// The link that opened the app. The core decides what it means, and whether it means anything.
package example.tradewind.platform

import android.content.Intent

fun Intent.link(): String? = if (action == Intent.ACTION_VIEW) dataString else null
