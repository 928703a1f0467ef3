// A show: its picture with the controls, the card that stands beside it within a thumb's reach, what was shown before.
package example.tradewind.screens

import android.view.accessibility.CaptioningManager
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.layout.onSizeChanged
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.isTraversalGroup
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.traversalIndex
import androidx.compose.ui.unit.dp
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import example.tradewind.components.BannerBox
import example.tradewind.components.Banners
import example.tradewind.components.Caption
import example.tradewind.components.Heading
import example.tradewind.components.Icons
import example.tradewind.components.LiveCard
import example.tradewind.components.LiveCommentBox
import example.tradewind.components.PlainButton
import example.tradewind.components.ReminderKeeper
import example.tradewind.components.ReportForm
import example.tradewind.components.Reports
import example.tradewind.components.SectionCard
import example.tradewind.components.ShowMark
import example.tradewind.components.TonalButton
import example.tradewind.components.currentWindowSizeClass
import example.tradewind.components.sends
import example.tradewind.components.showsTwoPanes
import example.tradewind.core.Intent
import example.tradewind.core.LivePhase
import example.tradewind.core.LiveScreen
import example.tradewind.core.Snapshot
import example.tradewind.ports.VideoPlayer
import example.tradewind.ports.VideoState
import example.tradewind.surface.ShowPicture
import example.tradewind.surface.SmallWindowOnLeaving
import example.tradewind.surface.rememberShowPlayer
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Space
import kotlinx.coroutines.flow.MutableStateFlow

/** In the system's small window (`small`) there is the picture alone. The player is the same one, wherever its picture is drawn. */
@Composable
fun LiveContent(screen: LiveScreen, snapshot: Snapshot, small: Boolean, onIntent: (Intent) -> Unit) {
    val player = rememberShowPlayer(screen)
    val state by (player?.state ?: NOTHING).collectAsStateWithLifecycle()
    ReminderKeeper(screen.reminder, onIntent)
    CaptionsAsTheSystemSays(screen, onIntent)
    SmallWindowOnLeaving(screen.video?.smallWindow == true && state.playing)
    when {
        small -> ShowPicture(screen, player, state, Modifier.fillMaxSize())
        currentWindowSizeClass().showsTwoPanes -> TwoPane(screen, snapshot, player, state, onIntent)
        else -> SinglePane(screen, snapshot, player, state, onIntent)
    }
}

/** Before there is a player. */
private val NOTHING = MutableStateFlow(VideoState())

/** Who has captions on everywhere has them here, until they turn them off. */
@Composable
private fun CaptionsAsTheSystemSays(screen: LiveScreen, onIntent: (Intent) -> Unit) {
    val manager = LocalContext.current.getSystemService(CaptioningManager::class.java)
    var told by rememberSaveable(screen.key) { mutableStateOf(false) }
    val offered = screen.captionsLabel.isNotEmpty()
    LaunchedEffect(screen.key, offered) {
        if (told || !offered) return@LaunchedEffect
        told = true
        if (manager?.isEnabled == true && screen.video?.captionsShown == false) onIntent(Intent.ShowCaptions(shown = true))
    }
}

/** In which order a screen reader goes: by what matters, and not by where it is drawn. */
private object Order {
    const val HEAD = 0f
    const val CARD = 1f
    const val PLAYER = 2f
    const val COMMENT = 3f
    const val NOTICE = 4f
    const val EARLIER = 5f
    const val REPORT = 6f
}

private fun Modifier.inOrder(place: Float) = semantics {
    isTraversalGroup = true
    traversalIndex = place
}

/** On a phone: the picture as high as the window, controls and card at its lower edge; the rest below, on one swipe. */
@Composable
private fun SinglePane(screen: LiveScreen, snapshot: Snapshot, player: VideoPlayer?, state: VideoState, onIntent: (Intent) -> Unit) =
    BoxWithConstraints(Modifier.fillMaxSize()) {
        // Large letters would cover the picture: then the card stands below it.
        val covers = LocalDensity.current.fontScale <= 1.3f && screen.video != null
        val stage = when {
            screen.video == null -> maxHeight / 2
            covers -> maxHeight - HEAD_HEIGHT
            else -> maxHeight * 0.6f
        }.coerceAtLeast(STAGE_MIN)
        Column(Modifier.fillMaxSize().verticalScroll(rememberScrollState()).semantics { isTraversalGroup = true }) {
            Banners(snapshot.banners, onIntent)
            ShowHead(screen, Modifier.padding(horizontal = Space.edge).padding(bottom = Space.sm).inOrder(Order.HEAD))
            Stage(screen, player, state, Modifier.fillMaxWidth().height(stage)) {
                if (covers) Comment(screen)
                LiveControls(screen, player, state, Modifier.inOrder(Order.PLAYER), onIntent)
                if (covers) StandingCard(screen, onIntent)
            }
            Column(
                Modifier.padding(horizontal = Space.edge).padding(top = Space.base, bottom = Space.xl),
                Arrangement.spacedBy(Space.base),
            ) {
                if (!covers) StandingCard(screen, onIntent)
                if (!covers) Comment(screen)
                Rest(screen, onIntent)
            }
        }
    }

/** On a tablet, and on a phone that lies: the picture beside all else. */
@Composable
private fun TwoPane(screen: LiveScreen, snapshot: Snapshot, player: VideoPlayer?, state: VideoState, onIntent: (Intent) -> Unit) =
    Row(Modifier.fillMaxSize().padding(horizontal = Space.edge).semantics { isTraversalGroup = true }, Arrangement.spacedBy(Space.base)) {
        Column(Modifier.weight(1f).fillMaxHeight().padding(bottom = Space.base).inOrder(Order.HEAD), Arrangement.spacedBy(Space.sm)) {
            ShowHead(screen, Modifier.inOrder(Order.HEAD))
            Stage(screen, player, state, Modifier.weight(1f).fillMaxWidth().clip(RoundedCornerShape(Radius.large))) {
                LiveControls(screen, player, state, Modifier.inOrder(Order.PLAYER), onIntent)
            }
        }
        Column(
            Modifier
                .fillMaxWidth(0.5f)
                .widthIn(max = SIDE_WIDTH)
                .fillMaxHeight()
                .verticalScroll(rememberScrollState())
                .padding(bottom = Space.xl)
                .semantics { traversalIndex = Order.CARD },
            Arrangement.spacedBy(Space.base),
        ) {
            Banners(snapshot.banners, onIntent)
            StandingCard(screen, onIntent)
            Comment(screen)
            Rest(screen, onIntent)
        }
    }

/** The picture with what stands on its lowest part. Captions stand there, too: with them the picture ends above it. */
@Composable
private fun Stage(screen: LiveScreen, player: VideoPlayer?, state: VideoState, modifier: Modifier, onPicture: @Composable () -> Unit) {
    var covered by remember { mutableIntStateOf(0) }
    val clear = if (screen.video?.captionsShown == true) covered else 0
    Box(modifier) {
        ShowPicture(screen, player, state, Modifier.fillMaxSize().padding(bottom = with(LocalDensity.current) { clear.toDp() }))
        Column(
            Modifier.align(Alignment.BottomCenter).onSizeChanged { covered = it.height }.padding(Space.md),
            Arrangement.spacedBy(Space.sm),
        ) { onPicture() }
    }
}

/** Of the line above the picture. */
private val HEAD_HEIGHT = 44.dp

/** The picture is at least so high. */
private val STAGE_MIN = 320.dp

/** Width of what stands beside the picture: that of a phone. */
private val SIDE_WIDTH = 390.dp

/** Where the show stands, and who shows. The title is in the bar above. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun ShowHead(screen: LiveScreen, modifier: Modifier) =
    FlowRow(modifier, Arrangement.spacedBy(Space.md), itemVerticalAlignment = Alignment.CenterVertically) {
        if (screen.state.isNotEmpty()) {
            if (screen.phase == LivePhase.RUNNING) ShowMark(screen.state) else Caption(screen.state)
        }
        if (screen.host.isNotEmpty()) Caption(screen.host)
    }

@Composable
private fun StandingCard(screen: LiveScreen, onIntent: (Intent) -> Unit) {
    screen.card?.let { LiveCard(it, Modifier.inOrder(Order.CARD), stands = true, onIntent = onIntent) }
}

@Composable
private fun Comment(screen: LiveScreen) {
    screen.comment?.let { LiveCommentBox(it, Modifier.inOrder(Order.COMMENT)) }
}

/** What there is to say, the reminder, what was shown before, reporting the show. */
@Composable
private fun Rest(screen: LiveScreen, onIntent: (Intent) -> Unit) {
    screen.notice?.let { BannerBox(it, Modifier.inOrder(Order.NOTICE), onIntent) }
    screen.reminder?.let { reminder ->
        SectionCard(Modifier.inOrder(Order.NOTICE)) {
            TonalButton(reminder.label, Intent.RemindOfShow(!reminder.isOn), onIntent, Modifier.fillMaxWidth(), Icons.bell)
            if (reminder.note.isNotEmpty()) Caption(reminder.note)
        }
    }
    screen.report?.let { ReportForm(it, Modifier.inOrder(Order.NOTICE), onIntent) }
    if (screen.earlier.isNotEmpty()) {
        Column(Modifier.inOrder(Order.EARLIER), Arrangement.spacedBy(Space.md)) {
            Heading(screen.earlierTitle, style = Design.type.headline)
            screen.earlier.forEach { LiveCard(it, stands = false, onIntent = onIntent) }
        }
    }
    if (screen.reports.isNotEmpty()) Reports(screen.reports, Modifier.inOrder(Order.REPORT))
    if (screen.reportLabel.isNotEmpty()) {
        val report = Intent.ReportShow(shown = true)
        PlainButton(screen.reportLabel, Modifier.sends(report).inOrder(Order.REPORT)) { onIntent(report) }
    }
}
