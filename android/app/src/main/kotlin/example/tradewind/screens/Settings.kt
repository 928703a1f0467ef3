// Settings: language, market, currency and time zone, each on its own; the person's data; the catalog.
package example.tradewind.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.intl.LocaleList
import androidx.compose.ui.unit.dp
import example.tradewind.core.Banner
import example.tradewind.core.Choice
import example.tradewind.core.Intent
import example.tradewind.core.SettingsScreen
import example.tradewind.parts.Facts
import example.tradewind.parts.Fine
import example.tradewind.parts.Ground
import example.tradewind.parts.Hairline
import example.tradewind.parts.Heading
import example.tradewind.parts.Icons
import example.tradewind.parts.Sheet
import example.tradewind.parts.TonalButton
import example.tradewind.parts.Words
import example.tradewind.theme.Design
import example.tradewind.theme.Space

@Composable
fun Settings(screen: SettingsScreen, banners: List<Banner>, act: (Intent) -> Unit) = Ground(banners, act) {
    Choices(screen.language, act, autonyms = true) { Intent.SetLanguage(it) }
    Choices(screen.market, act) { Intent.SetMarket(it) }
    Choices(screen.currency, act) { Intent.SetCurrency(it) }
    Choices(screen.timeZone, act) { Intent.SetTimeZone(it) }
    if (screen.buyer.isNotEmpty()) Sheet {
        Heading(screen.buyerTitle, style = Design.type.headline)
        Column { screen.buyer.forEach { Words(it) } }
        if (screen.deleteLabel.isNotEmpty()) TonalButton(screen.deleteLabel, icon = Icons.trash, danger = true) { act(Intent.DeleteBuyer) }
    }
    Sheet {
        if (screen.aboutTitle.isNotEmpty()) Heading(screen.aboutTitle, style = Design.type.headline)
        Facts(screen.about)
        TonalButton(screen.refreshLabel, icon = Icons.reset) { act(Intent.Refresh) }
    }
    Sheet {
        Heading(screen.eraseTitle, style = Design.type.headline)
        // A long sentence: no line longer than an eye follows.
        Fine(screen.eraseNote, Modifier.widthIn(max = 448.dp))
        val asked = screen.eraseConfirm.isNotEmpty()
        if (asked) TonalButton(screen.eraseConfirm, icon = Icons.trash, danger = true) { act(Intent.EraseEverything(confirmed = true)) }
        if (screen.eraseLabel.isNotEmpty()) TonalButton(screen.eraseLabel, danger = !asked) { act(Intent.EraseEverything(confirmed = false)) }
    }
}

/** `autonyms` are names in the language they name, and read in it. */
@Composable
private fun Choices(one: Choice, act: (Intent) -> Unit, autonyms: Boolean = false, choose: (String) -> Intent) = Sheet {
    Column {
        Heading(one.title, style = Design.type.headline)
        if (one.note.isNotEmpty()) Fine(one.note)
    }
    Column(Modifier.selectableGroup(), Arrangement.Top) {
        one.options.forEachIndexed { i, option ->
            if (i > 0) Hairline()
            example.tradewind.parts.Choice(option.selected, null, { act(choose(option.key)) }) {
                if (autonyms) Words(AnnotatedString(option.label, SpanStyle(localeList = LocaleList(option.key)))) else Words(option.label)
            }
        }
    }
}
