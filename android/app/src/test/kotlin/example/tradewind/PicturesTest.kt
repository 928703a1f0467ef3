// What stands in a picture's place, in real pixels: the colours of its hash at once, then the picture itself.
package example.tradewind

import android.graphics.Bitmap
import android.graphics.Color
import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import example.tradewind.core.PictureRef
import example.tradewind.core.ProductCard
import example.tradewind.core.Screen
import kotlin.math.abs
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertSame
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = SandboxApplication::class, qualifiers = "w411dp-h891dp-mdpi")
class PicturesTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    @Before
    fun keys() = TestKeystore.install()

    @Test
    fun beforeThePictureItsHashIsSeen() {
        val sandbox = sandbox()
        // The catalog comes while no window asks for a picture; then the merchant is gone.
        sandbox.use {
            Device(rule, Setup(it, "en", "US")).use { phone ->
                phone.begin()
                phone.await("a snapshot") { phone.app.container.store.snapshot.value != null }
                phone.on<Screen.Home> { home -> home.content.deals.isNotEmpty() }
            }
        }
        Device(rule, Setup(sandbox, "en", "US", online = false)).use { phone ->
            phone.start()
            phone.on<Screen.Home> { it.content.deals.isNotEmpty() }
            phone.screenshot("first/offline")
            val cards = phone.on<Screen.Home>().content.deals.filter { it.available && phone.places(it.accessibility).isNotEmpty() }.take(1)
            assertTrue("cards are seen", cards.isNotEmpty())
            cards.forEach { assertTrue("${it.key} is painted as its hash says: ${far(phone, it)}", far(phone, it) < 12) }

            val imageCache = phone.app.container.imageCache
            val ref = checkNotNull(cards[0].picture)
            assertNull("the picture cannot be had", kotlinx.coroutines.runBlocking { imageCache.load(ref.key, 256) })
            assertSame("it is painted once", checkNotNull(imageCache.placeholder(ref)), imageCache.placeholder(ref))
            assertNull(imageCache.placeholder(PictureRef("none", "", ByteArray(0))))
        }
    }

    @Test
    fun thenThePictureStandsThere() = sandbox().use { sandbox ->
        Device(rule, Setup(sandbox, "en", "US")).use { phone ->
            phone.start()
            val card = phone.on<Screen.Home> { it.content.deals.isNotEmpty() }.content.deals.first { it.available }
            phone.screenshot("first/online")
            assertTrue("${card.key} is a picture: ${far(phone, card)}", far(phone, card) > 12)
        }
    }

    private fun sandbox() = Sandbox("--seed", "--packs", System.getProperty("tradewind.packs"))

    /** How far what is drawn in the card's picture is from its hash, in steps of a colour's part. */
    private fun far(phone: Device, card: ProductCard): Double {
        val (window, place) = phone.drawn() to phone.places(card.accessibility).first()
        // A picture is as high as its card is wide; a badge may stand on its upper part.
        val side = place.width.toInt()
        val hash = checkNotNull(phone.app.container.imageCache.placeholder(checkNotNull(card.picture)))
        assertEquals("the seed's pictures are squares", hash.width, hash.height)
        val wanted = Bitmap.createScaledBitmap(hash.asAndroidBitmap(), side, side, true)
        val points = (1..7).flatMap { x -> (4..7).map { y -> side * x / 8 to side * y / 8 } }
        val seen = points.map { (x, y) -> window.getPixel(place.left.toInt() + x, place.top.toInt() + y) }
        assertTrue("more than one colour is seen", seen.toSet().size > points.size / 2)
        return points.indices.map { apart(seen[it], wanted.getPixel(points[it].first, points[it].second)) }.average()
    }

    private fun apart(one: Int, other: Int) =
        maxOf(abs(Color.red(one) - Color.red(other)), abs(Color.green(one) - Color.green(other)), abs(Color.blue(one) - Color.blue(other)))
}
