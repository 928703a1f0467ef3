// The fact that a link opened the app. What it means, and whether it means anything, the core says.
package example.tradewind.facts

import android.content.Intent

fun Intent.link(): String? = if (action == Intent.ACTION_VIEW) dataString else null
