// What is pressed: filled, tonal, text, round. Each is at least a fingertip high and wide.
package example.tradewind.parts

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
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space

@Composable
fun FilledButton(label: String, modifier: Modifier = Modifier, icon: ImageVector? = null, enabled: Boolean = true, onClick: () -> Unit) {
    val colors = Design.colors
    val ground = if (enabled) colors.accent else colors.surfaceVariant
    Pressed(label, modifier, icon, enabled, Size.button, ground, if (enabled) colors.onAccent else colors.onSurfaceMuted, onClick = onClick)
}

@Composable
fun TonalButton(label: String, modifier: Modifier = Modifier, icon: ImageVector? = null, danger: Boolean = false, onClick: () -> Unit) {
    val colors = Design.colors
    val (ground, ink) = if (danger) colors.errorContainer to colors.onErrorContainer else colors.accentContainer to colors.onAccentContainer
    Pressed(label, modifier, icon, true, Size.touch, ground, ink, onClick = onClick)
}

@Composable
fun PlainButton(label: String, modifier: Modifier = Modifier, color: Color = Design.colors.accent, underlined: Boolean = false, onClick: () -> Unit) =
    Pressed(label, modifier, null, true, Size.touch, Color.Transparent, color, Space.snug, underlined, onClick)

/** A link that leaves the app. */
@Composable
fun OutsideLink(label: String, url: String, modifier: Modifier = Modifier, color: Color = Design.colors.accent) {
    val open = rememberOutside()
    Row(
        modifier.clip(RoundedCornerShape(Radius.small)).clickable(role = Role.Button) { open(url) }.defaultMinSize(Size.touch, Size.touch),
        Arrangement.spacedBy(Space.tiny), Alignment.CenterVertically,
    ) {
        Words(label, Modifier.weight(1f, fill = false), Design.type.detail.copy(textDecoration = TextDecoration.Underline), color)
        Sign(Icons.out, color = color, size = Size.iconSmall)
    }
}

/** A round button with an icon; `label` is what a screen reader says. */
@Composable
fun RoundButton(icon: ImageVector, label: String, modifier: Modifier = Modifier, raised: Boolean = true, enabled: Boolean = true, color: Color = Design.colors.onSurface, onClick: () -> Unit) {
    val ground = if (raised) Modifier.shadow(3.dp, CircleShape).background(Design.colors.surface) else Modifier
    Box(
        modifier.size(Size.touch).then(ground).clip(CircleShape).clickable(enabled, role = Role.Button, onClick = onClick).semantics { contentDescription = label },
        Alignment.Center,
    ) { Sign(icon, color = if (enabled) color else Design.colors.outline) }
}

@Composable
private fun Pressed(
    label: String, modifier: Modifier, icon: ImageVector?, enabled: Boolean, height: Dp, ground: Color, ink: Color,
    inset: Dp = Space.roomy, underlined: Boolean = false, onClick: () -> Unit,
) {
    val shape: Shape = RoundedCornerShape(height / 2)
    Row(
        modifier.clip(shape).background(ground).clickable(enabled, role = Role.Button, onClick = onClick)
            .defaultMinSize(Size.touch, height).padding(horizontal = inset, vertical = Space.small),
        Arrangement.spacedBy(Space.small, Alignment.CenterHorizontally), Alignment.CenterVertically,
    ) {
        if (icon != null) Sign(icon, color = ink)
        val style = Design.type.label
        Words(label, Modifier.weight(1f, fill = false), if (underlined) style.copy(textDecoration = TextDecoration.Underline) else style, ink, Stand.CENTER)
    }
}
