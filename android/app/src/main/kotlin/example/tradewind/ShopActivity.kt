// The only activity: shows the app and passes the links that open it to the core.
package example.tradewind

import android.content.Intent as SystemIntent
import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.compose.runtime.CompositionLocalProvider
import example.tradewind.platform.intentOf
import example.tradewind.platform.link

class ShopActivity : ComponentActivity() {
    private val container get() = (application as TradewindApplication).container

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        setContent { CompositionLocalProvider(LocalAppContainer provides container) { ShopApp() } }
        // A recreated activity has already followed its link.
        if (savedInstanceState == null) open(intent)
    }

    override fun onNewIntent(intent: SystemIntent) {
        super.onNewIntent(intent)
        open(intent)
    }

    private fun open(intent: SystemIntent) {
        intent.link()?.let { container.store.dispatch(intentOf(it)) }
    }
}
