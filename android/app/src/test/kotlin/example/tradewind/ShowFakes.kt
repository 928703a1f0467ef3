// What tests of shows keep and read: reminders, and what a screen reader says of a node.
package example.tradewind

import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import example.tradewind.core.LiveReminder
import example.tradewind.ports.ShowReminders

/** Reminders that the system would hold. */
internal class KeptReminders : ShowReminders {
    val kept = mutableListOf<LiveReminder>()
    override var areAllowed = true

    override fun keep(reminder: LiveReminder) {
        kept += reminder
    }
}

/** What a screen reader says first of it. */
internal fun says(node: SemanticsNode): String? {
    val own = node.config.getOrNull(SemanticsProperties.ContentDescription)?.firstOrNull()
        ?: node.config.getOrNull(SemanticsProperties.Text)?.firstOrNull()?.text
    return own ?: node.children.firstNotNullOfOrNull(::says)
}
