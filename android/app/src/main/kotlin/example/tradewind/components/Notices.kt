// Boxes with notices and messages in the colours of their tone. A screen reader announces them when they appear.
package example.tradewind.components

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

/** Large enough that a warning sign or an energy label can be read. */
private val IMAGE_SIZE = 96.dp

/** The icon of a tone. */
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

/** A screen reader announces this when it appears; an error interrupts what is being read. */
fun Modifier.announced(tone: Tone) = semantics { liveRegion = if (tone == Tone.ERROR) LiveRegionMode.Assertive else LiveRegionMode.Polite }

@Composable
fun BannerBox(banner: Banner, modifier: Modifier = Modifier, onIntent: (Intent) -> Unit) = ToneBox(banner.tone, modifier) { contentColor ->
    Row(verticalAlignment = Alignment.CenterVertically) {
        AppText(banner.text, Modifier.weight(1f).announced(banner.tone), Design.type.detail, contentColor)
        if (banner.action.isNotEmpty()) PlainButton(banner.action, Intent.Retry, onIntent, color = contentColor, underlined = true)
    }
    if (banner.answers.isNotEmpty()) {
        Row {
            banner.answers.forEach {
                PlainButton(it.label, Intent.ChooseSetting(it.setting, it.key), onIntent, color = contentColor, underlined = true)
            }
        }
    }
}

@Composable
fun NoticeBox(notice: Notice) = ToneBox(notice.tone) { contentColor ->
    AppText(notice.title, Modifier.announced(notice.tone), Design.type.label, contentColor)
    Paragraphs(notice.body, style = Design.type.detail, color = contentColor)
}

/** Each line of a text as its own paragraph. A screen reader reads several lines as a list. An empty text draws nothing. */
@Composable
fun Paragraphs(
    text: String,
    modifier: Modifier = Modifier,
    style: TextStyle = Design.type.body,
    color: Color = Design.colors.onSurface,
    alignment: TextAlignment = TextAlignment.START,
) {
    val lines = text.lines().filter { it.isNotEmpty() }
    if (lines.size < 2) return lines.forEach { AppText(it, modifier, style, color, alignment) }
    val side = if (alignment == TextAlignment.CENTER) Alignment.CenterHorizontally else Alignment.Start
    Column(modifier.semantics { collectionInfo = CollectionInfo(lines.size, 1) }, Arrangement.spacedBy(Space.xs), side) {
        lines.forEachIndexed { i, line ->
            AppText(line, Modifier.semantics { collectionItemInfo = CollectionItemInfo(i, 1, 0, 1) }, style, color, alignment)
        }
    }
}

/** A message of the merchant's with its subject, picture and link. A disclosure is not announced: it is part of the screen. */
@Composable
fun MessageBox(message: MessageRow) = ToneBox(message.tone) { contentColor ->
    if (message.about.isNotEmpty()) AppText(message.about, Modifier.semantics { heading() }, Design.type.label, contentColor)
    if (message.image.isNotEmpty()) {
        AsyncImage(
            PictureRef(message.image, message.text, ByteArray(0)),
            IMAGE_SIZE,
            Modifier.size(IMAGE_SIZE),
            described = true,
            contentScale = ContentScale.Fit,
            backdrop = Color.Transparent,
        )
    }
    AppText(message.text, if (message.disclosure) Modifier else Modifier.announced(message.tone), Design.type.detail, contentColor)
    if (message.url.isNotEmpty()) ExternalLink(message.url, message.url, color = contentColor)
}

@Composable
fun ToneBox(
    tone: Tone,
    modifier: Modifier = Modifier,
    shape: RoundedCornerShape = RoundedCornerShape(Radius.medium),
    content: @Composable (Color) -> Unit,
) {
    val (containerColor, contentColor) = tone.colors(Design.colors)
    Row(
        modifier
            .fillMaxWidth()
            .background(containerColor, shape)
            .padding(horizontal = Space.base, vertical = Space.md),
        Arrangement.spacedBy(Space.md),
        Alignment.CenterVertically,
    ) {
        Symbol(tone.icon(), color = contentColor)
        Column(Modifier.weight(1f), Arrangement.spacedBy(Space.xs)) { content(contentColor) }
    }
}
