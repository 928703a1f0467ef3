// Settings: the person's choices, each on its own; the person's data; the catalog.
package example.tradewind.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.intl.LocaleList
import example.tradewind.components.AppDivider
import example.tradewind.components.AppText
import example.tradewind.components.Caption
import example.tradewind.components.CodeSection
import example.tradewind.components.FactTable
import example.tradewind.components.FieldWithButton
import example.tradewind.components.Heading
import example.tradewind.components.Icons
import example.tradewind.components.RadioRow
import example.tradewind.components.ScreenScaffold
import example.tradewind.components.SectionCard
import example.tradewind.components.SwitchRow
import example.tradewind.components.TonalButton
import example.tradewind.core.Banner
import example.tradewind.core.ConsentSettings
import example.tradewind.core.Intent
import example.tradewind.core.SettingChoice
import example.tradewind.core.SettingInput
import example.tradewind.core.SettingsScreen
import example.tradewind.theme.Design

@Composable
fun SettingsContent(screen: SettingsScreen, banners: List<Banner>, onIntent: (Intent) -> Unit) = ScreenScaffold(banners, onIntent) {
    screen.choices.forEach { choice -> key(choice.setting) { ChoiceSection(choice, onIntent) } }
    screen.spent?.let { WrittenSection(it, onIntent) }
    ConsentSection(screen.consent, onIntent)
    CodeSection(screen.code, onIntent)
    if (screen.buyer.isNotEmpty()) {
        SectionCard {
            Heading(screen.buyerTitle, style = Design.type.headline)
            Column { screen.buyer.forEach { AppText(it) } }
            if (screen.deleteLabel.isNotEmpty()) {
                TonalButton(screen.deleteLabel, Intent.DeleteBuyer, onIntent, icon = Icons.trash, danger = true)
            }
        }
    }
    SectionCard {
        if (screen.aboutTitle.isNotEmpty()) Heading(screen.aboutTitle, style = Design.type.headline)
        FactTable(screen.about)
        TonalButton(screen.refreshLabel, Intent.Refresh, onIntent, icon = Icons.reset)
    }
    SectionCard {
        Heading(screen.eraseTitle, style = Design.type.headline)
        // A long text: its lines are kept short enough to read.
        Caption(screen.eraseNote)
        val asksToConfirm = screen.eraseConfirm.isNotEmpty()
        if (asksToConfirm) {
            TonalButton(screen.eraseConfirm, Intent.EraseEverything(confirmed = true), onIntent, icon = Icons.trash, danger = true)
        }
        if (screen.eraseLabel.isNotEmpty()) {
            TonalButton(screen.eraseLabel, Intent.EraseEverything(confirmed = false), onIntent, danger = !asksToConfirm)
        }
    }
}

/** What the person may agree to: a switch a purpose, what is kept because of it, and deleting that. */
@Composable
private fun ConsentSection(consent: ConsentSettings, onIntent: (Intent) -> Unit) = SectionCard {
    Column {
        Heading(consent.title, style = Design.type.headline)
        Caption(consent.note)
    }
    Column {
        consent.switches.forEachIndexed { i, one ->
            if (i > 0) AppDivider()
            SwitchRow(one.on, one.accessibility, Intent.ChooseSetting(one.setting, one.key), onIntent) {
                AppText(one.title)
                Caption(one.note)
                Caption(one.since)
            }
        }
    }
    if (consent.viewedLabel.isNotEmpty()) {
        TonalButton(consent.viewedLabel, Intent.DeleteViewed, onIntent, icon = Icons.trash, danger = true)
    }
    if (consent.keptTitle.isNotEmpty()) Heading(consent.keptTitle, style = Design.type.label)
    FactTable(consent.kept)
    if (consent.deleteLabel.isNotEmpty()) {
        TonalButton(consent.deleteLabel, Intent.DeleteCampaigns, onIntent, icon = Icons.trash, danger = true)
    }
}

/** A setting that the person writes: sent as a whole, not letter by letter. */
@Composable
private fun WrittenSection(setting: SettingInput, onIntent: (Intent) -> Unit) = SectionCard {
    Column {
        Heading(setting.title, style = Design.type.headline)
        Caption(setting.note)
    }
    val keyboard = KeyboardOptions(keyboardType = KeyboardType.Decimal, imeAction = ImeAction.Done)
    FieldWithButton(setting.title, setting.value, setting.saveLabel, keyboard) { onIntent(Intent.ChooseSetting(setting.setting, it)) }
}

/** Each label of autonyms is in the language that its key is, and a screen reader reads it in that language. */
@Composable
private fun ChoiceSection(choice: SettingChoice, onIntent: (Intent) -> Unit) = SectionCard {
    Column {
        Heading(choice.title, style = Design.type.headline)
        if (choice.note.isNotEmpty()) Caption(choice.note)
    }
    Column(Modifier.selectableGroup(), Arrangement.Top) {
        choice.options.forEachIndexed { i, option ->
            if (i > 0) AppDivider()
            RadioRow(option.selected, null, Intent.ChooseSetting(choice.setting, option.key), onIntent) {
                if (choice.autonyms) {
                    AppText(AnnotatedString(option.label, SpanStyle(localeList = LocaleList(option.key))))
                } else {
                    AppText(option.label)
                }
            }
        }
    }
}
