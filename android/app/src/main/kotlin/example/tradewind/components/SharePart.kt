// What of a product or a moment of a show is shared, seen before the system's sheet opens.
package example.tradewind.components

import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.unit.dp
import example.tradewind.core.Intent
import example.tradewind.core.ShareCard
import example.tradewind.theme.Design
import example.tradewind.theme.Radius

@Composable
fun SharePart(card: ShareCard, close: Intent, onIntent: (Intent) -> Unit) = SectionCard {
    Heading(card.title, style = Design.type.headline)
    AsyncImage(
        card.picture,
        300.dp,
        Modifier.align(Alignment.CenterHorizontally).width(200.dp).aspectRatio(2f / 3f),
        RoundedCornerShape(Radius.medium),
        described = true,
        contentScale = ContentScale.Fit,
        // A code is dark on light in both themes.
        backdrop = Color.White,
    )
    AppText(card.message)
    val share = rememberPictureShareSheet()
    val copy = rememberCopy()
    TonalButton(card.sendLabel, Modifier.fillMaxWidth(), Icons.share) { share(card) }
    TonalButton(card.copyLabel, Modifier.fillMaxWidth()) { copy(card.title, card.message) }
    PlainButton(card.closeLabel, close, onIntent)
}
