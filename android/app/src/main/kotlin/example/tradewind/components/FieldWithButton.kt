// A field and its button in one row: what is written is sent as a whole, not letter by letter.
package example.tradewind.components

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space

/** [value] stands in it until something else is written. The button and the keyboard's action hand the text to [send]. */
@Composable
fun FieldWithButton(title: String, value: String, label: String, keyboard: KeyboardOptions, send: (String) -> Unit) {
    var text by rememberSaveable(value) { mutableStateOf(value) }
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.sm), Alignment.CenterVertically) {
        AppTextField(
            value = text,
            onValueChange = { text = it },
            modifier = Modifier.weight(1f).semantics { contentDescription = title },
            shape = RoundedCornerShape(Radius.medium),
            height = Size.touch,
            containerColor = Design.colors.background,
            forceLeftToRight = true,
            keyboardOptions = keyboard,
            keyboardActions = KeyboardActions { send(text) },
        )
        TonalButton(label, onClick = { send(text) })
    }
}
