// One page of a payment in a web view of its own, a bank's or one with card fields: what it may do, and how it and the core talk.
package example.tradewind.ports

import android.annotation.SuppressLint
import android.content.Context
import android.content.MutableContextWrapper
import android.net.Uri
import android.net.http.SslError
import android.os.Handler
import android.os.Looper
import android.view.ViewGroup
import android.webkit.CookieManager
import android.webkit.JavascriptInterface
import android.webkit.RenderProcessGoneDetail
import android.webkit.SslErrorHandler
import android.webkit.WebResourceError
import android.webkit.WebResourceRequest
import android.webkit.WebSettings
import android.webkit.WebStorage
import android.webkit.WebView
import android.webkit.WebViewClient
import androidx.webkit.WebViewCompat
import androidx.webkit.WebViewFeature
import example.tradewind.core.WalletRequest
import example.tradewind.core.Way

/**
 * Listens first, then loads the page. The page gets no file, no place, no window of its own and no bridge but the messages;
 * cookies and storage go with the last page: the app has no other web view. On the main thread only.
 *
 * `fields` is the sheet that a page with card fields stands for, null for a bank's page. Such a page has a channel of its own, and stays
 * on its origins; the provider's frames in it may be anywhere.
 */
class BankPage(context: Context, val key: String, way: Way.Surface, private val events: Events, val fields: WalletRequest? = null) {
    /** What a page brings about. On the main thread. */
    interface Events {
        fun said(origin: String, text: String)

        fun failed()

        /** The person closed it. It is gone already. */
        fun closed()

        fun wantsApp(link: String)
    }

    val visible = way.visible
    private val origins = way.origins.toSet()
    private val channel = if (fields == null) TO_APP else FIELDS_TO_APP

    /** The activity while the page is shown (a list of choices needs its window), the application else: it outlives activities. */
    private val base = MutableContextWrapper(context)
    private val application = context
    private val main = Handler(Looper.getMainLooper())
    val view = WebView(base)

    init {
        restrict()
        listen()
        view.webViewClient = Client()
        view.loadUrl(way.url)
    }

    /** Puts the view into an activity. It leaves the one before. */
    fun attach(activity: Context, parent: ViewGroup) {
        detach()
        base.baseContext = activity
        parent.addView(view, ViewGroup.LayoutParams(ViewGroup.LayoutParams.MATCH_PARENT, ViewGroup.LayoutParams.MATCH_PARENT))
    }

    fun detach() {
        (view.parent as? ViewGroup)?.removeView(view)
        base.baseContext = application
    }

    /** Gives a message to the page, if it is still one of those that are listened to. */
    fun post(text: String) {
        if (originOf(view.url) in origins) view.evaluateJavascript("window.$TO_PAGE.postMessage(${quoted(text)})", null)
    }

    /** The person closed it: whoever opened it is told. */
    fun closed() = events.closed()

    fun close(isLast: Boolean) {
        detach()
        view.stopLoading()
        view.clearHistory()
        view.clearCache(true)
        view.destroy()
        if (isLast) {
            CookieManager.getInstance().removeAllCookies(null)
            WebStorage.getInstance().deleteAllData()
        }
    }

    /** A page spoke. Frames inside it and pages of other origins are not heard. */
    fun heard(origin: String?, isMainFrame: Boolean, text: String?) {
        if (isMainFrame && origin != null && text != null && origin in origins) events.said(origin, text)
    }

    @SuppressLint("SetJavaScriptEnabled")
    private fun restrict() {
        view.settings.apply {
            // A bank's page does not work without.
            javaScriptEnabled = true
            domStorageEnabled = true
            allowFileAccess = false
            allowContentAccess = false
            setGeolocationEnabled(false)
            javaScriptCanOpenWindowsAutomatically = false
            setSupportMultipleWindows(false)
            mixedContentMode = WebSettings.MIXED_CONTENT_NEVER_ALLOW
            cacheMode = WebSettings.LOAD_NO_CACHE
        }
        CookieManager.getInstance().setAcceptThirdPartyCookies(view, false)
    }

    private fun listen() {
        if (WebViewFeature.isFeatureSupported(WebViewFeature.WEB_MESSAGE_LISTENER)) {
            WebViewCompat.addWebMessageListener(view, channel, origins) { _, message, origin, isMainFrame, _ ->
                heard(origin.toString(), isMainFrame, message.data)
            }
        } else {
            // Web views before 2020. They do not say which frame called, so the page's own origin stands for it.
            view.addJavascriptInterface(Bridge(), channel)
        }
    }

    /** The page calls it on a thread of the web view. */
    inner class Bridge {
        @JavascriptInterface
        fun postMessage(text: String) {
            // Not the view's own queue: that waits until the view is in a window.
            main.post { heard(originOf(view.url), isMainFrame = true, text) }
        }
    }

    private inner class Client : WebViewClient() {
        override fun shouldOverrideUrlLoading(view: WebView, request: WebResourceRequest): Boolean {
            // The page's own origin too: a merchant on this machine, for tests, has no https.
            val isOwn = originOf(request.url.toString()) in origins
            if (fields != null && request.isForMainFrame) return !isOwn
            if (isOwn || request.url.scheme == "https") return false
            // A bank's own app, when the person pressed something; nothing opens by itself.
            if (request.isForMainFrame && request.hasGesture()) events.wantsApp(request.url.toString())
            return true
        }

        override fun onReceivedError(view: WebView, request: WebResourceRequest, error: WebResourceError) {
            if (request.isForMainFrame) events.failed()
        }

        override fun onReceivedSslError(view: WebView, ssl: SslErrorHandler, error: SslError) {
            ssl.cancel()
            events.failed()
        }

        override fun onRenderProcessGone(view: WebView, detail: RenderProcessGoneDetail): Boolean {
            events.failed()
            return true
        }
    }

    companion object {
        /** The name under which the page finds the app. */
        const val TO_APP = "EmbeddedActionProtocolConsumer"

        /** The same for a page with card fields (`core/methods/src/hosted_fields.rs`). */
        const val FIELDS_TO_APP = "HostedFieldsConsumer"

        /** The name under which the app finds the page. */
        const val TO_PAGE = "EmbeddedActionProtocol"

        /** Scheme, host and, where it is not the scheme's own, port. */
        fun originOf(url: String?): String? {
            val uri = Uri.parse(url.orEmpty())
            val host = uri.host ?: return null
            val port = if (uri.port == -1 || uri.port == HTTPS) "" else ":${uri.port}"
            return "${uri.scheme}://$host$port"
        }

        /** A text as JavaScript writes it. */
        fun quoted(text: String): String = text.fold(StringBuilder("\"")) { out, char ->
            when {
                char == '"' || char == '\\' -> out.append('\\').append(char)
                char < ' ' || char == '<' || char == '\u2028' || char == '\u2029' ->
                    out.append("\\u").append(char.code.toString(radix = 16).padStart(length = 4, '0'))
                else -> out.append(char)
            }
        }.append('"').toString()

        private const val HTTPS = 443
    }
}
