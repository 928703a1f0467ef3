// Sentences about the state of things, in the colours of their tone, spoken as they come.
package example.tradewind.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.semantics.CollectionInfo
import androidx.compose.ui.semantics.CollectionItemInfo
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.collectionInfo
import androidx.compose.ui.semantics.collectionItemInfo
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.unit.dp
import example.tradewind.core.Banner
import example.tradewind.core.Intent
import example.tradewind.core.MessageRow
import example.tradewind.core.Notice
import example.tradewind.core.PictureRef
import example.tradewind.core.Tone
import example.tradewind.theme.Design
import example.tradewind.theme.Palette
import example.tradewind.theme.Radius
import example.tradewind.theme.Space

/** Wide enough that a law's sign or an energy label can be read. */
private val SIGN = 96.dp

/** The sign, the ground and the ink of a tone. */
fun Tone.icon(): ImageVector = when (this) {
    Tone.INFO -> Icons.info
    Tone.SUCCESS -> Icons.success
    Tone.WARNING -> Icons.warning
    Tone.ERROR -> Icons.error
}

fun Tone.colors(palette: Palette): Pair<Color, Color> = when (this) {
    Tone.INFO -> palette.infoContainer to palette.onInfoContainer
    Tone.SUCCESS -> palette.successContainer to palette.onSuccessContainer
    Tone.WARNING -> palette.warningContainer to palette.onWarningContainer
    Tone.ERROR -> palette.errorContainer to palette.onErrorContainer
}

/** Is read out when it comes; an error at once. */
fun Modifier.told(tone: Tone) = semantics { liveRegion = if (tone == Tone.ERROR) LiveRegionMode.Assertive else LiveRegionMode.Polite }

@Composable
fun BannerBox(one: Banner, modifier: Modifier = Modifier, act: (Intent) -> Unit) = Toned(one.tone, modifier) { ink ->
    Row(verticalAlignment = Alignment.CenterVertically) {
        Words(one.text, Modifier.weight(1f).told(one.tone), Design.type.detail, ink)
        if (one.action.isNotEmpty()) PlainButton(one.action, color = ink, underlined = true) { act(Intent.Retry) }
    }
}

@Composable
fun NoticeBox(one: Notice) = Toned(one.tone) { ink ->
    Words(one.title, Modifier.told(one.tone), Design.type.label, ink)
    Sentences(one.body, style = Design.type.detail, color = ink)
}

/** Each line of a text by itself: a screen reader counts several as a list. Nothing where there is none. */
@Composable
fun Sentences(text: String, modifier: Modifier = Modifier, style: TextStyle = Design.type.body, color: Color = Design.colors.onSurface, stand: Stand = Stand.START) {
    val all = text.lines().filter { it.isNotEmpty() }
    if (all.size < 2) return all.forEach { Words(it, modifier, style, color, stand) }
    val side = if (stand == Stand.CENTER) Alignment.CenterHorizontally else Alignment.Start
    Column(modifier.semantics { collectionInfo = CollectionInfo(all.size, 1) }, Arrangement.spacedBy(Space.tiny), side) {
        all.forEachIndexed { i, line -> Words(line, Modifier.semantics { collectionItemInfo = CollectionItemInfo(i, 1, 0, 1) }, style, color, stand) }
    }
}

/** What the merchant says, with what it is about, its picture and where more is said. A disclosure is no news: it is a part of the screen. */
@Composable
fun MessageBox(one: MessageRow) = Toned(one.tone) { ink ->
    if (one.about.isNotEmpty()) Words(one.about, Modifier.semantics { heading() }, Design.type.label, ink)
    if (one.image.isNotEmpty()) Picture(PictureRef(one.image, one.text, ByteArray(0)), SIGN, Modifier.size(SIGN), spoken = true, scale = ContentScale.Fit, bare = Color.Transparent)
    Words(one.text, if (one.disclosure) Modifier else Modifier.told(one.tone), Design.type.detail, ink)
    if (one.url.isNotEmpty()) OutsideLink(one.url, one.url, color = ink)
}

@Composable
fun Toned(tone: Tone, modifier: Modifier = Modifier, shape: RoundedCornerShape = RoundedCornerShape(Radius.medium), content: @Composable (Color) -> Unit) {
    val (ground, ink) = tone.colors(Design.colors)
    Row(
        modifier.fillMaxWidth().background(ground, shape).padding(horizontal = Space.base, vertical = Space.snug),
        Arrangement.spacedBy(Space.snug), Alignment.CenterVertically,
    ) {
        Sign(tone.icon(), color = ink)
        Column(Modifier.weight(1f), Arrangement.spacedBy(Space.tiny)) { content(ink) }
    }
}
