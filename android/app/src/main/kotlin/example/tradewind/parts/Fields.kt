// Fields a person writes in. What is typed stands at once; the core's echo of it never overtakes the typing.
package example.tradewind.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.interaction.collectIsFocusedAsState
import androidx.compose.foundation.text.BasicTextField
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateListOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Shape
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.text.TextRange
import androidx.compose.ui.text.input.TextFieldValue
import androidx.compose.ui.text.style.TextDirection
import androidx.compose.ui.unit.Dp
import example.tradewind.theme.Design
import example.tradewind.theme.Size
import example.tradewind.theme.Space
import example.tradewind.theme.Stroke

/**
 * A field over a `value` of the core's. `typed` is told each change; the values that come back in the order they were sent are
 * known as echoes, anything else is the core's own and stands.
 */
@Composable
fun EchoField(
    value: String,
    typed: (String) -> Unit,
    modifier: Modifier = Modifier,
    hint: String = "",
    shape: Shape,
    height: Dp = Size.field,
    ground: Color = Design.colors.surface,
    outline: Color = Design.colors.outline,
    bad: Boolean = false,
    leftToRight: Boolean = false,
    keyboard: KeyboardOptions = KeyboardOptions.Default,
    actions: KeyboardActions = KeyboardActions.Default,
    before: @Composable (() -> Unit)? = null,
    after: @Composable (() -> Unit)? = null,
) {
    var field by rememberSaveable(stateSaver = TextFieldValue.Saver) { mutableStateOf(TextFieldValue(value, TextRange(value.length))) }
    val sent = remember { mutableStateListOf<String>() }
    LaunchedEffect(value) {
        val echo = sent.indexOf(value)
        if (echo >= 0) sent.removeRange(0, echo + 1)
        else if (value != field.text) {
            sent.clear()
            field = TextFieldValue(value, TextRange(value.length))
        }
    }
    val touched = remember { MutableInteractionSource() }
    val focused by touched.collectIsFocusedAsState()
    val edge = when {
        focused -> Modifier.border(Stroke.strong, Design.colors.focus, shape)
        bad -> Modifier.border(Stroke.strong, Design.colors.error, shape)
        else -> Modifier.border(Stroke.hair, outline, shape)
    }
    val style = Design.words.merge(Design.type.body).copy(
        color = Design.colors.onSurface,
        textAlign = align(Stand.START),
        textDirection = if (leftToRight) TextDirection.Ltr else TextDirection.Content,
    )
    BasicTextField(
        value = field,
        onValueChange = {
            val changed = it.text != field.text
            field = it
            if (changed) {
                sent += it.text
                typed(it.text)
            }
        },
        modifier = modifier,
        textStyle = style,
        singleLine = true,
        keyboardOptions = keyboard,
        keyboardActions = actions,
        interactionSource = touched,
        cursorBrush = SolidColor(Design.colors.accent),
        decorationBox = { inner ->
            Row(
                Modifier.fillMaxWidth().background(ground, shape).then(edge).defaultMinSize(Size.touch, height).padding(start = Space.base, end = Space.hair),
                verticalAlignment = Alignment.CenterVertically,
            ) {
                before?.invoke()
                Box(Modifier.weight(1f).padding(vertical = Space.snug).padding(end = Space.small), Alignment.CenterStart) {
                    if (field.text.isEmpty() && hint.isNotEmpty()) Words(hint, Modifier.fillMaxWidth().unread(), color = Design.colors.onSurfaceMuted, most = 1)
                    inner()
                }
                after?.invoke()
            }
        },
    )
}
