// Hand-off by link: the method's app, else its page in the browser. Never a web view.
package example.tradewind.ports

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import android.net.Uri
import android.os.Build
import example.tradewind.components.browserIntent
import example.tradewind.core.HostException

/** Apps are only seen that the manifest's `<queries>` name. */
class LinkHandOff(private val context: Context, private val sdk: Int = Build.VERSION.SDK_INT) {
    private val packages get() = context.packageManager

    /** Whether there is an app of this package (it holds a point), or one that opens links of this scheme. */
    fun hasApp(app: String): Boolean = if ('.' in app) {
        try {
            packages.getApplicationInfo(app, 0).enabled
        } catch (_: PackageManager.NameNotFoundException) {
            false
        }
    } else {
        // UPI's apps take `upi://pay` alone; what takes any link of its scheme takes this one as well.
        handlers(Intent(Intent.ACTION_VIEW, Uri.parse("$app://pay"))).isNotEmpty()
    }

    /** Opens the app's link; the page where no app takes it. Throws `Unavailable` where nothing opens either. */
    fun open(app: String, page: String) {
        val opened = (app.isNotEmpty() && openApp(app)) || (page.isNotEmpty() && start(browserIntent(page)))
        if (!opened) throw HostException.Unavailable()
    }

    /** Opens a link in the app that is for it, never in a browser; false if there is no such app. */
    fun openApp(link: String): Boolean {
        val uri = Uri.parse(link)
        if (uri.scheme.orEmpty().lowercase() in NO_APPS) return false
        val intent = Intent(Intent.ACTION_VIEW, uri).addCategory(Intent.CATEGORY_BROWSABLE)
        if (sdk >= Build.VERSION_CODES.R) return start(intent.addFlags(Intent.FLAG_ACTIVITY_REQUIRE_NON_BROWSER))
        // Before Android 11 there is no such flag, but all apps are seen.
        val browsers = handlers(browserIntent(BROWSED).selector ?: return false)
        return handlers(intent).any { it !in browsers } && start(intent)
    }

    private fun handlers(intent: Intent): Set<String> =
        packages.queryIntentActivities(intent, 0).mapTo(mutableSetOf()) { it.activityInfo.packageName }

    private fun start(intent: Intent): Boolean = try {
        context.startActivity(intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
        true
    } catch (_: ActivityNotFoundException) {
        false
    } catch (_: SecurityException) {
        // The app does not let others open this.
        false
    }

    private companion object {
        /** Any page: only its scheme counts. */
        const val BROWSED = "https:"

        /** Schemes that lead to no payment app: into this app, its files, or to any activity that the link names. */
        val NO_APPS = setOf("", "about", "blob", "content", "data", "file", "http", "intent", "javascript", "tradewind")
    }
}
