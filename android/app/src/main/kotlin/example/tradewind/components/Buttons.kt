// Buttons: filled, tonal, plain, round, and links. Each touch target is at least 48 dp.
package example.tradewind.components

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.draw.shadow
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Shape
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextDecoration
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import example.tradewind.core.Intent
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space

/** A button that sends `intent`, as all of those below that take one. */
@Composable
fun FilledButton(
    label: String,
    intent: Intent,
    onIntent: (Intent) -> Unit,
    modifier: Modifier = Modifier,
    icon: ImageVector? = null,
    enabled: Boolean = true,
) = FilledButton(label, modifier.sends(intent), icon, enabled) { onIntent(intent) }

@Composable
fun FilledButton(label: String, modifier: Modifier = Modifier, icon: ImageVector? = null, enabled: Boolean = true, onClick: () -> Unit) {
    val colors = Design.colors
    val containerColor = if (enabled) colors.accent else colors.surfaceVariant
    BaseButton(
        label,
        modifier,
        icon,
        enabled,
        Size.button,
        containerColor,
        if (enabled) colors.onAccent else colors.onSurfaceMuted,
        onClick = onClick,
    )
}

@Composable
fun TonalButton(
    label: String,
    intent: Intent,
    onIntent: (Intent) -> Unit,
    modifier: Modifier = Modifier,
    icon: ImageVector? = null,
    danger: Boolean = false,
) = TonalButton(label, modifier.sends(intent), icon, danger) { onIntent(intent) }

@Composable
fun TonalButton(label: String, modifier: Modifier = Modifier, icon: ImageVector? = null, danger: Boolean = false, onClick: () -> Unit) {
    val colors = Design.colors
    val (containerColor, contentColor) = if (danger) {
        colors.errorContainer to colors.onErrorContainer
    } else {
        colors.accentContainer to colors.onAccentContainer
    }
    BaseButton(label, modifier, icon, true, Size.touch, containerColor, contentColor, onClick = onClick)
}

@Composable
fun PlainButton(
    label: String,
    intent: Intent,
    onIntent: (Intent) -> Unit,
    color: Color = Design.colors.accent,
    underlined: Boolean = false,
) = PlainButton(label, Modifier.sends(intent), color, underlined) { onIntent(intent) }

@Composable
fun PlainButton(
    label: String,
    modifier: Modifier = Modifier,
    color: Color = Design.colors.accent,
    underlined: Boolean = false,
    onClick: () -> Unit,
) = BaseButton(label, modifier, null, true, Size.touch, Color.Transparent, color, Space.md, underlined, onClick)

/** A link that opens in the browser. */
@Composable
fun ExternalLink(label: String, url: String, modifier: Modifier = Modifier, color: Color = Design.colors.accent) {
    val openUrl = rememberUrlOpener()
    Row(
        modifier.clip(RoundedCornerShape(Radius.small)).clickable(role = Role.Button) {
            openUrl(url)
        }.defaultMinSize(Size.touch, Size.touch),
        Arrangement.spacedBy(Space.xs),
        Alignment.CenterVertically,
    ) {
        AppText(label, Modifier.weight(1f, fill = false), Design.type.detail.copy(textDecoration = TextDecoration.Underline), color)
        Symbol(Icons.out, color = color, size = Size.iconSmall)
    }
}

@Composable
fun RoundButton(
    icon: ImageVector,
    label: String,
    intent: Intent,
    onIntent: (Intent) -> Unit,
    modifier: Modifier = Modifier,
    raised: Boolean = true,
    enabled: Boolean = true,
    color: Color = Design.colors.onSurface,
) = RoundButton(icon, label, modifier.sends(intent), raised, enabled, color) { onIntent(intent) }

/** A round icon button; a screen reader says `label`. */
@Composable
fun RoundButton(
    icon: ImageVector,
    label: String,
    modifier: Modifier = Modifier,
    raised: Boolean = true,
    enabled: Boolean = true,
    color: Color = Design.colors.onSurface,
    onClick: () -> Unit,
) {
    val background = if (raised) Modifier.shadow(3.dp, CircleShape).background(Design.colors.surface) else Modifier
    Box(
        modifier
            .size(Size.touch)
            .then(background)
            .clip(CircleShape)
            .clickable(enabled, role = Role.Button, onClick = onClick)
            .semantics { contentDescription = label },
        Alignment.Center,
    ) { Symbol(icon, color = if (enabled) color else Design.colors.outline) }
}

@Composable
private fun BaseButton(
    label: String,
    modifier: Modifier,
    icon: ImageVector?,
    enabled: Boolean,
    height: Dp,
    containerColor: Color,
    contentColor: Color,
    horizontalPadding: Dp = Space.lg,
    underlined: Boolean = false,
    onClick: () -> Unit,
) {
    val shape: Shape = RoundedCornerShape(height / 2)
    Row(
        modifier
            .clip(shape)
            .background(containerColor)
            .clickable(enabled, role = Role.Button, onClick = onClick)
            .defaultMinSize(Size.touch, height)
            .padding(horizontal = horizontalPadding, vertical = Space.sm),
        Arrangement.spacedBy(Space.sm, Alignment.CenterHorizontally),
        Alignment.CenterVertically,
    ) {
        if (icon != null) Symbol(icon, color = contentColor)
        val style = Design.type.label
        AppText(
            label,
            Modifier.weight(1f, fill = false),
            if (underlined) style.copy(textDecoration = TextDecoration.Underline) else style,
            contentColor,
            TextAlignment.CENTER,
        )
    }
}
