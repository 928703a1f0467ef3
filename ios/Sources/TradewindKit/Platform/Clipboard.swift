// Port: the clipboard. A payment code stays on this device: no other device of the person's gets it.
#if canImport(UIKit)
import UIKit

public enum Clipboard {
    @MainActor public static func copy(_ text: String) {
        UIPasteboard.general.setItems([["public.utf8-plain-text": text]], options: [.localOnly: true])
    }
}
#endif
