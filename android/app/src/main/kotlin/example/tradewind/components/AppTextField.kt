// The text field of the app. Typed text shows at once; the core's later echo of it never overwrites newer typing.
package example.tradewind.components

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.interaction.collectIsFocusedAsState
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
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
 * A text field for a `value` that the core owns. Values that the core sends back in the order they were typed are echoes and
 * are ignored; any other value is a change by the core and replaces the text.
 */
@Composable
fun AppTextField(
    value: String,
    onValueChange: (String) -> Unit,
    modifier: Modifier = Modifier,
    placeholder: String = "",
    shape: Shape,
    height: Dp = Size.field,
    containerColor: Color = Design.colors.surface,
    outline: Color = Design.colors.outline,
    isError: Boolean = false,
    forceLeftToRight: Boolean = false,
    keyboardOptions: KeyboardOptions = KeyboardOptions.Default,
    keyboardActions: KeyboardActions = KeyboardActions.Default,
    leadingIcon: @Composable (() -> Unit)? = null,
    trailingIcon: @Composable (() -> Unit)? = null,
) {
    var field by rememberSaveable(stateSaver = TextFieldValue.Saver) { mutableStateOf(TextFieldValue(value, TextRange(value.length))) }
    val pendingEchoes = remember { mutableStateListOf<String>() }
    LaunchedEffect(value) {
        val echo = pendingEchoes.indexOf(value)
        if (echo >= 0) {
            pendingEchoes.removeRange(0, echo + 1)
        } else if (value != field.text) {
            pendingEchoes.clear()
            field = TextFieldValue(value, TextRange(value.length))
        }
    }
    val interactionSource = remember { MutableInteractionSource() }
    val focused by interactionSource.collectIsFocusedAsState()
    val border = when {
        focused -> Modifier.border(Stroke.strong, Design.colors.focus, shape)
        isError -> Modifier.border(Stroke.strong, Design.colors.error, shape)
        else -> Modifier.border(Stroke.hairline, outline, shape)
    }
    val style = Design.textDefaults.merge(Design.type.body).copy(
        color = Design.colors.onSurface,
        textAlign = textAlign(TextAlignment.START),
        textDirection = if (forceLeftToRight) TextDirection.Ltr else TextDirection.Content,
    )
    BasicTextField(
        value = field,
        onValueChange = {
            val changed = it.text != field.text
            field = it
            if (changed) {
                pendingEchoes += it.text
                onValueChange(it.text)
            }
        },
        modifier = modifier,
        textStyle = style,
        singleLine = true,
        keyboardOptions = keyboardOptions,
        keyboardActions = keyboardActions,
        interactionSource = interactionSource,
        cursorBrush = SolidColor(Design.colors.accent),
        decorationBox = { inner ->
            Row(
                Modifier
                    .fillMaxWidth()
                    .background(containerColor, shape)
                    .then(border)
                    .defaultMinSize(Size.touch, height)
                    .padding(start = Space.base, end = Space.xxs),
                verticalAlignment = Alignment.CenterVertically,
            ) {
                leadingIcon?.invoke()
                Box(Modifier.weight(1f).padding(vertical = Space.md).padding(end = Space.sm), Alignment.CenterStart) {
                    if (field.text.isEmpty() && placeholder.isNotEmpty()) {
                        AppText(
                            placeholder,
                            Modifier.fillMaxWidth().hiddenFromAccessibility(),
                            color = Design.colors.onSurfaceMuted,
                            maxLines = 1,
                        )
                    }
                    inner()
                }
                trailingIcon?.invoke()
            }
        },
    )
}
