// Previews of a show: while it is on, before it begins, while the network is away, while it is reported; and what they show.
package example.tradewind.previews

import androidx.compose.runtime.Composable
import androidx.compose.ui.tooling.preview.PreviewParameter
import example.tradewind.core.LiveScreen
import example.tradewind.core.Screen
import example.tradewind.core.Snapshot
import example.tradewind.core.Tab

private fun Samples.show(screen: LiveScreen): Snapshot = snapshot(screen.title, Tab.HOME, Screen.Live(screen))

fun live(samples: Samples): Snapshot = samples.show(sampleLive(samples))

fun liveComing(samples: Samples): Snapshot = samples.show(sampleLive(samples).coming(samples))

fun liveAway(samples: Samples): Snapshot = samples.show(sampleLive(samples).away(samples))

fun liveReporting(samples: Samples): Snapshot = samples.show(sampleLive(samples).reporting(samples))

@ScreenPreview
@Composable
fun LivePreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(live(samples))

@ScreenPreview
@Composable
fun LiveComingPreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(liveComing(samples))

@ScreenPreview
@Composable
fun LiveAwayPreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(liveAway(samples))

@ScreenPreview
@Composable
fun LiveReportingPreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(liveReporting(samples))
