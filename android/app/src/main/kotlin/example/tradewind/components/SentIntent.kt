// What a control tells the core when it is pressed, as a semantics property: tests find the control of an intent by it.
package example.tradewind.components

import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.SemanticsPropertyKey
import androidx.compose.ui.semantics.semantics
import example.tradewind.core.Intent

/** The intent of a control. Screen readers do not read it. */
val SentIntent = SemanticsPropertyKey<Intent>("SentIntent")

/** States that a press sends `intent`. The parts that take an intent do this themselves. */
fun Modifier.sends(intent: Intent): Modifier = semantics { this[SentIntent] = intent }
