// The icons of the design as stroked paths, the same as the desk phone's.
package example.tradewind.components

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.addPathNodes
import androidx.compose.ui.unit.dp

private const val WIDTH = 24f

object Icons {
    val back = icon("M15 5l-7 7 7 7", turns = true)
    val next = icon("M9 5l7 7-7 7", turns = true)
    val down = icon("M5 9l7 7 7-7")
    val search = icon("M4 10.5a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0zM15.5 15.5L21 21")
    val home =
        icon("M4 10l1.2-5h13.6L20 10M4 10a2.7 2.7 0 0 0 5.3 0 2.7 2.7 0 0 0 5.4 0A2.7 2.7 0 0 0 20 10M5.5 13v6.5h13V13M10 19.500v-4h4v4")
    val cart = icon("M5.5 8h13l1 12h-15zM8.5 10.500V7a3.5 3.5 0 0 1 7 0v3.5")
    val orders = icon("M12 3l8 4.300v9.400L12 21l-8-4.300V7.300zM4.3 7.500L12 11.700l7.7-4.200M12 11.700V21M8 5.200l7.8 4.3")
    val settings =
        icon(
            "M4 7h9M17 7h3M4 17h3M11 17h9M12.8 7a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0 -4.4 0zM6.8 17a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0 -4.4 0z",
        )
    val cube = icon("M12 3.500l7.5 4.200v8.600L12 20.500l-7.5-4.200V7.700zM4.5 7.700L12 12l7.5-4.300M12 12v8.5")
    val plus = icon("M12 5v14M5 12h14")
    val minus = icon("M5 12h14")
    val trash = icon("M4.5 7h15M9.5 7V4.500h5V7M6.5 7l.8 13h9.400l.8-13M10 11v5.500M14 11v5.5")
    val check = icon("M5 12.500l4.5 4.500L19 7.5")
    val info = icon("M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0zM12 11v5.500M12 7.500v.2")
    val success = icon("M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0zM8 12.300l2.8 2.800L16 9.5")
    val warning = icon("M12 4l9 16H3zM12 10v4.500M12 17.200v.2")
    val error = icon("M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0zM12 7.500V13M12 16.300v.2")
    val out = icon("M14 4.500h5.500V10M19.5 4.500L11 13M17 14v5H5V7h5", turns = true)
    val share = icon("M12 14.500V4M8 8l4-4 4 4M5.5 12v7.500h13V12")
    val truck =
        icon(
            "M3 6.500h11v10H3zM14 10h4l3 3.300v3.200h-7zM5.7 17.5a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0zM15.2 17.5a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0z",
            turns = true,
        )
    val box = icon("M4 8l2-4h12l2 4v12H4zM4 8h16M9.5 12h5")
    val tag = icon("M4 4h8l8 8-8 8-8-8zM8.3 8.300v.2")
    val reset = icon("M5 12a7 7 0 1 0 2.2-5.100M7 3v4h4")
    val ruler = icon("M3 15.500L15.5 3 21 8.5 8.5 21zM7 12l2 2M10 9l3 3M13 6l2 2")
    val wallet = icon("M4 7.500A2 2 0 0 1 6 5.500h12v3M4 7.500v10a2 2 0 0 0 2 2h14v-11H5.500M16 14h.2")
    val person = icon("M8 8a4 4 0 1 0 8 0a4 4 0 1 0 -8 0zM4.5 20.500c.8-4 3.8-6 7.5-6s6.7 2 7.5 6")
    val play = icon("M8 5.500v13l10.500-6.500z")
    val pause = icon("M8.500 5.500v13M15.500 5.500v13")
    val sound = icon("M4 9.500v5h4l5 4v-13l-5 4zM16 9.200a4 4 0 0 1 0 5.600M18.500 6.700a7.500 7.500 0 0 1 0 10.600")
    val muted = icon("M4 9.500v5h4l5 4v-13l-5 4zM16.500 9.500l5 5M21.500 9.500l-5 5")
    val captions = icon("M3.500 6h17v12h-17zM7 11h4M7 14.500h6M14 11h3M15.500 14.500h1.500")
    val smallWindow = icon("M3.500 5.500h17v13h-17zM12 12h5.500v4H12z")
    val bell = icon("M6 16.500h12l-1.500-2.500V10a4.500 4.500 0 0 0-9 0v4zM10.500 19.500h3")
    val close = icon("M6 6l12 12M18 6L6 18")
}

private fun icon(path: String, turns: Boolean = false): ImageVector = ImageVector
    .Builder(defaultWidth = WIDTH.dp, defaultHeight = WIDTH.dp, viewportWidth = WIDTH, viewportHeight = WIDTH, autoMirror = turns)
    .addPath(
        addPathNodes(path),
        stroke = SolidColor(Color.Black),
        strokeLineWidth = 1.75f,
        strokeLineCap = StrokeCap.Round,
        strokeLineJoin = StrokeJoin.Round,
    ).build()
