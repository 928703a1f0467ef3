// Port: hand-offs. Gives each to what serves its kind: an app's link or a page, a bank's page, a method's own library.
package example.tradewind.ports

import example.tradewind.core.HandOff
import example.tradewind.core.HandOffHost
import example.tradewind.core.Way
import example.tradewind.core.WayKind

class HandOffs(private val links: LinkHandOff, private val surfaces: SurfaceHandOff, private val calls: CallHandOff) : HandOffHost {
    override fun can(way: WayKind, method: String): Boolean = when (way) {
        WayKind.LINK -> true
        WayKind.CALL -> calls.can(method)
        WayKind.SURFACE -> surfaces.isAvailable
    }

    override fun hasApp(app: String): Boolean = links.hasApp(app)

    override fun present(handOff: HandOff) = when (val way = handOff.way) {
        is Way.Link -> links.open(way.app, way.page)
        is Way.Call -> calls.open(handOff.key, handOff.method, way.payload)
        is Way.Surface -> surfaces.open(handOff.key, way)
    }

    override fun post(key: String, text: String) = surfaces.post(key, text)

    override fun dismiss(key: String) = surfaces.dismiss(key)
}
