// The one activity: draws what the core says, hands in the links that open it.
package example.tradewind

import android.content.Intent as SystemIntent
import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.compose.runtime.CompositionLocalProvider
import example.tradewind.core.Intent
import example.tradewind.facts.link

class ShopActivity : ComponentActivity() {
    private val phone get() = (application as TradewindApplication).phone

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        setContent { CompositionLocalProvider(LocalPhone provides phone) { ShopApp() } }
        // A recreated activity has been where its link led.
        if (savedInstanceState == null) open(intent)
    }

    override fun onNewIntent(intent: SystemIntent) {
        super.onNewIntent(intent)
        open(intent)
    }

    private fun open(intent: SystemIntent) {
        intent.link()?.let { phone.store.dispatch(Intent.OpenLink(it)) }
    }
}
